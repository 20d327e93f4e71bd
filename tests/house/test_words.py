"""What must not be written into any file, and what must stand in every one."""

import ast
import re

import pytest

from tests.house.source import ROOT, files, python_files, strings, text, tree

# Put together from parts, so that this file does not name what it forbids.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("py" + "pi", "org"),
        ("python" + "hosted", "org"),
        ("npm" + "js", "org"),
        ("npm" + "js", "com"),
        ("yarn" + "pkg", "com"),
        ("proxy", "golang", "org"),
    )
]
INDEX_OPTIONS = ["index" + "-url", "find" + "-links", "trusted" + "-host"]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
MACHINE_PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/home/" + "runner"]
CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")

# Where Chinese may stand in a string of Python: prefix -> why.
CHINESE_ALLOWED = {
    "bot/locales/": "the catalogs and what compiles them",
    "bot/playbook/": "the guide's content is bilingual data",
    "bot/lint/": "reads Chinese dates, numbers and quotation marks",
    "bot/workspace/": "plays Slack and the people in it",
    "tests/": "people type Chinese",
    "benchmarks/": "people type Chinese",
}

# Where print() may stand: prefix -> why.
PRINT_ALLOWED = {
    "tests/simulation/": "a command line of its own for developers",
    "benchmarks/": "scripts that print a table",
}


def _lines_with(words: list[str]) -> list[str]:
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(word)}" for word in words))
    return [
        f"{path}:{number}"
        for path in files()
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    "words",
    [REGISTRIES, INDEX_OPTIONS, UNFINISHED, MACHINE_PATHS],
    ids=["registry", "index option", "unfinished", "path of a machine"],
)
def test_no_file_names_what_belongs_elsewhere(words: list[str]) -> None:
    assert _lines_with(words) == []


def test_every_silenced_check_says_why() -> None:
    """In tests a type ignore may stand with its code alone: wrong types are often what is tried."""
    silenced = re.compile(r"#\s*(?:ruff: )?noqa|#\s*type: ignore")
    reasoned = re.compile(
        r"#\s*(?:(?:ruff: )?noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*|type: ignore\[[a-z, -]+\])"
        r"[^\w]+\w+\W+\w+"
    )
    bare = [
        f"{path}:{number}"
        for path in python_files()
        for number, line in enumerate(text(path).splitlines(), 1)
        if silenced.search(line)
        and not reasoned.search(line)
        and not (path.startswith("tests/") and "type: ignore[" in line)
    ]
    assert bare == []


def test_every_locked_library_has_a_hash() -> None:
    for path in (p for p in files() if p.startswith("requirements/")):
        pins = re.split(r"\n(?=\S)", text(path).strip())
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == [], path


def test_every_module_says_who_calls_it_and_what_it_must_not_do() -> None:
    silent = [
        path
        for path in python_files()
        if text(path).strip()
        and not path.rsplit("/", 1)[-1].startswith("test_")  # its name and its sentences say it
        and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_the_package_of_packages_stays_empty() -> None:
    assert (ROOT / "bot/__init__.py").read_text(encoding="utf-8") == ""


def test_chinese_comes_from_catalogs_and_data_only() -> None:
    strays = [
        f"{path}:{node.lineno}"
        for path in python_files()
        if not path.startswith(tuple(CHINESE_ALLOWED))
        for node in strings(path)
        if CJK.search(str(node.value))
    ]
    assert strays == []


def test_only_command_lines_print() -> None:
    strays = [
        f"{path}:{node.lineno}"
        for path in python_files()
        if not path.startswith(tuple(PRINT_ALLOWED))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert strays == []
