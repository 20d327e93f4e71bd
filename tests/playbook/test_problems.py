"""What is wrong with a playbook is named by file, line and field, all of it at once."""

from pathlib import Path

import pytest

from tests.playbook.walk import copied, problems

A = "tasks-a-assess.yaml"
B = "tasks-b-pause.yaml"
LONG = "x" * 61

# file, what is replaced, by what, the field that is named, words of the complaint
WRONG = {
    "unknown step": (A, "step: assess", "step: asess", "tasks.A1.step", "no step 'asess'"),
    "unknown role": (A, "[commander]", "[chief]", "tasks.A1.roles.0", "no role 'chief'"),
    "unknown type": (A, "[product_claim]", "[claims]", "tasks.A7.when.types.0", "no type"),
    "unknown condition": (A, "claim_false,", "lies,", "tasks.A7.when.conditions.0", "'lies'"),
    "unknown condition set": (B, "[paused]", "[stopped]", "tasks.B1.sets.0", "'stopped'"),
    "unknown anchor": (B, "anchor: B1", "anchor: B2", "tasks.B7.due.anchor", "'B2' is neither"),
    "waits for itself": (B, "anchor: B1", "anchor: B7", "tasks.B7.due.anchor", "wait for itself"),
    "rank twice": (A, "rank: 45", "rank: 10", "tasks.A2.rank", "10 is used twice as rank"),
    "id twice": (A, "id: A2", "id: A1", "tasks.A1.id", "A1 is used twice as id"),
    "never active": (A, "{from_level: 2}", "{now: false}", "tasks.A1.when", "ever makes this"),
    "title too long": (
        *(A, "en: Set the time of detection and name a deputy", f"en: {LONG}"),
        *("tasks.A1.title.en", "at most 60 characters, has 61"),
    ),
    "button too long": (
        *(A, "{en: Set, zh", f"{{en: {'x' * 31}, zh"),
        *("tasks.A1.button.en", "at most 30 characters, has 31"),
    ),
    "one language": (A, "en: Set, ", "", "tasks.A1.button.en", "is missing"),
    "empty text": (A, "{en: Set, ", "{en: ' ', ", "tasks.A1.button", "neither empty nor padded"),
    "unknown key": (A, "rank: 45", "rang: 45", "tasks.A1.rang", "not a key that is known"),
    "word for a number": (A, "rank: 45", "rank: first", "tasks.A1.rank", "valid integer"),
    "yes for true": (A, "{now: true}", "{now: yes}", "tasks.A2.when.now", "valid boolean"),
    "checkpoints fall": ("playbook.yaml", "[4, 12, 24]", "[4, 24, 12]", "checkpoints", "rise"),
    "level five": (A, "from_level: 2", "from_level: 5", "tasks.A1.when.from_level", "equal to 4"),
    "by hand needs bool": (
        *("conditions.yaml", "by_hand: true", "by_hand: maybe"),
        *("conditions.hurt.by_hand", "valid boolean"),
    ),
    "completes nothing": (
        *("decisions.yaml", "completes: [E1]", "completes: [E99]"),
        *("decisions.takedown.completes.0", "no task 'E99'"),
    ),
    "required by no option": (
        *("decisions.yaml", "{action: [hide, remove]}", "{action: [burn]}"),
        *("decisions.takedown.fields.public_rationale.required_when.action.0", "'burn'"),
    ),
    "required by no field": (
        *("decisions.yaml", "{action: [hide, remove]}", "{deed: [hide]}"),
        *("decisions.takedown.fields.public_rationale.required_when.deed", "no field 'deed'"),
    ),
    "unless what": (
        *("decisions.yaml", "unless: link", "unless: picture"),
        *("decisions.statement.fields.text.unless", "no field 'picture'"),
    ),
    "options without choice": (
        *("decisions.yaml", "kind: choice", "kind: text"),
        *("decisions.takedown.fields.action", "options belong to the kind 'choice'"),
    ),
    "unknown kind of field": (
        *("decisions.yaml", "kind: note", "kind: essay"),
        *("decisions.takedown.fields.note.kind", "'choice', 'text', 'link'"),
    ),
    "option too long": (
        *("decisions.yaml", "{en: Keep as it is,", f"{{en: {'y' * 73},"),
        *("decisions.takedown.fields.action.options.keep.name", "more than 75 characters"),
    ),
    "option twice": (
        *("decisions.yaml", "value: clarify", "value: keep"),
        *("decisions.takedown.fields.action.options.keep.value", "used twice"),
    ),
    "commander missing": ("roles.yaml", "id: deputy", "id: second", "roles", "role 'deputy'"),
    "approver unknown": (
        *("levels.yaml", "approvers: [commander]", "approvers: [boss]"),
        *("levels.2.approvers.0", "no role 'boss'"),
    ),
    "levels out of order": ("levels.yaml", "number: 1", "number: 2", "levels", "in this order"),
    "version with spaces": (
        *("playbook.yaml", 'version: "1"', 'version: "one two"'),
        *("version", "does not look like"),
    ),
    "floor for nothing": (
        *("severity.yaml", "condition: published", "condition: printed"),
        *("severity.floors.1.condition", "no condition 'printed'"),
    ),
    "measure of another factor": (
        *("severity.yaml", "measure: saves", "measure: tears"),
        *("severity.factors.lead_note.rules.0.tests.0.measure", "no measure 'tears'"),
    ),
    "two bounds": (
        *("severity.yaml", "at_least: 200}", "at_least: 200, at_most: 300}"),
        *("severity.factors.velocity.rules.0.tests.0", "exactly one of"),
    ),
    "bands fall": ("severity.yaml", "[0, 6, 12, 18]", "[0, 12, 6, 18]", "severity", "rise"),
    "band out of reach": ("severity.yaml", "12, 18]", "12, 25]", "severity", "cannot be reached"),
    "quick levels fall": ("severity.yaml", "[1, 2, 3, 4]", "[1, 3, 2]", "severity", "never fall"),
    "weights do not add up": (
        *("statements.yaml", "next_update: 40", "next_update: 41"),
        *("formats.holding_line", "the weights make 101, not 100"),
    ),
    "weight of nothing": (
        *("statements.yaml", "{next_update: 40", "{nothing: 40"),
        *("formats.holding_line.weights.nothing", "no element 'nothing'"),
    ),
    "phrase of no kind": (
        *("statements.yaml", "'{email}'", "'{mail}'"),
        *("elements.contact.signs.0.all.0", "{mail} is no kind of thing"),
    ),
    "phrase without an end": (
        *("flags.yaml", "mistakes were made", "mistakes were …"),
        *("flags.en_mistakes.phrases.0", "begins with a word"),
    ),
    "rule for no format": (
        *("statement_rules.yaml", "comment_reply", "poem"),
        *("statement_rules.passive.formats.1", "no format 'poem'"),
    ),
    "unknown family": (
        *("flags.yaml", "family: tone", "family: sins"),
        *("flags.zh_threat.family", "'boilerplate'"),
    ),
    "action for no process": (
        *("corrective.yaml", "process: vetting", "process: luck"),
        *("corrective_actions.vet_history.process", "'luck' is no option"),
    ),
    "surface of nobody": (
        *("surfaces.yaml", "role: ads", "role: adds"),
        *("surfaces.spotlight.role", "no role 'adds'"),
    ),
    "law for no type": ("law.yaml", "[product_claim]", "[x]", "law.false_advertising.types.0", "x"),
    "never what": ("never.yaml", "[platform_report]", "[gossip]", "never.mass_report", "gossip"),
}


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "words"), list(WRONG.values()), ids=list(WRONG)
)
def test_what_is_wrong_is_named_by_file_line_and_field(
    tmp_path: Path, file: str, old: str, new: str, field: str, words: str
) -> None:
    path = copied(tmp_path, {file: (old, new)})
    found = [one for one in problems(path) if field in one and words in one]
    assert len(found) == 1, problems(path)
    named, line, *_ = found[0].split(":")
    assert (named, int(line) > 1) == (file, True)


def test_the_line_is_the_one_where_the_value_stands(tmp_path: Path) -> None:
    path = copied(tmp_path, {A: ("rank: 45", "rank: first")})
    lines = (path / A).read_text(encoding="utf-8").splitlines()
    (problem,) = problems(path)
    assert problem.startswith(f"{A}:{lines.index('    rank: first') + 1}: tasks.A1.rank: ")


def test_what_is_missing_is_named_where_it_should_stand(tmp_path: Path) -> None:
    path = copied(tmp_path, {A: ("    rank: 45\n", "")})
    (problem,) = problems(path)
    assert problem == f"{A}:3: tasks.A1.rank: is missing"


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    path = copied(
        tmp_path,
        {A: ("rank: 45", "rank: first"), B: ("{minutes: 30}", "{minutes: -1}")},
    )
    assert [problem.split(":")[0] for problem in problems(path)] == [A, B]


def test_a_key_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    path = copied(tmp_path, {A: ("    rank: 45\n", "    rank: 45\n    rank: 46\n")})
    (problem,) = problems(path)
    assert "tasks.0.rank: this key stands twice" in problem


def test_a_text_said_in_two_files_is_an_error(tmp_path: Path) -> None:
    path = copied(tmp_path, {"roles.yaml": ("roles:", "version: x\nroles:")})
    (problem,) = problems(path)
    assert problem == "roles.yaml:3: version: already said in playbook.yaml"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x [1]\nb: *x\n", "bad.yaml:1: aliases (*name) are not allowed"),
        ("a: !!python/object/apply:os.system ['true']\n", "is not allowed"),
        ("a: [1, 2\n", "bad.yaml:2: "),
        ("a: 'x\n", "bad.yaml:2: "),
        ("- 1\n- 2\n", "bad.yaml:1: a file must consist of keys and values"),
        ("? [a]\n: 1\n", "bad.yaml:1: a key must be a word"),
        ("a: " + "[" * 40 + "]" * 40 + "\n", "nested deeper than 20 levels"),
        ("a: " + "[" * 9000 + "]" * 9000 + "\n", "bad.yaml:1: "),
        ("a: \x07\n", "bad.yaml:1: "),
    ],
)
def test_what_is_no_plain_yaml_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    assert any(words in problem for problem in problems(path)), problems(path)


def test_a_thousandfold_alias_is_refused_without_unfolding(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert all("aliases" in problem for problem in problems(path))


def test_a_playbook_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"# " + b"x" * 1_000_000)
    assert problems(path) == (f"{path}: larger than 1,000,000 bytes in all",)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "bytes.yaml"
    path.write_bytes("a: 微博".encode("gb18030"))
    assert problems(path) == ("bytes.yaml: is not UTF-8 (byte 5)",)


def test_a_path_without_a_playbook_is_named(tmp_path: Path) -> None:
    assert "there is no such file" in problems(tmp_path / "nothing")[0]
    assert "no .yaml file in this folder" in problems(tmp_path)[0]
    (tmp_path / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert "playbook: tasks: is missing" not in problems(tmp_path)
    assert any("tasks: is missing" in problem for problem in problems(tmp_path))
