"""Ratchets on size: a limit only ever goes down, an exception needs a reason."""

from tests.house.source import ROOT, files, functions, python_files, text

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50
USUAL_LINES_OF_A_FUNCTION = 40
SHARE_OF_USUAL_FUNCTIONS = 0.95
MOST_BYTES_OF_A_FILE = 1_000_000

# path -> why it may be longer
LONG_FILES: dict[str, str] = {}

# "path name" -> why it may be longer
LONG_FUNCTIONS: dict[str, str] = {}

# path -> why it may be bigger
BIG_FILES: dict[str, str] = {}


def test_no_python_file_is_longer_than_one_subject() -> None:
    long = {path: text(path).count("\n") for path in python_files()}
    long = {path: lines for path, lines in long.items() if lines > MOST_LINES_OF_A_FILE}
    assert {path: n for path, n in long.items() if path not in LONG_FILES} == {}
    assert set(LONG_FILES) <= set(long), "an exception that is no longer needed"


def test_no_function_is_longer_than_a_screen() -> None:
    long = {f"{f.path} {f.name}": f for f in functions() if f.length > MOST_LINES_OF_A_FUNCTION}
    assert [str(f) for key, f in long.items() if key not in LONG_FUNCTIONS] == []
    assert set(LONG_FUNCTIONS) <= set(long), "an exception that is no longer needed"


def test_nearly_all_functions_are_short() -> None:
    lengths = sorted(f.length for f in functions())
    usual = sum(length < USUAL_LINES_OF_A_FUNCTION for length in lengths)
    assert usual >= SHARE_OF_USUAL_FUNCTIONS * len(lengths)


def test_no_file_is_too_big_to_be_source() -> None:
    big = {path for path in files() if (ROOT / path).stat().st_size > MOST_BYTES_OF_A_FILE}
    assert big == set(BIG_FILES)
