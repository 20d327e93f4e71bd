"""The repository as the house tests read it: its files, their text, their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage")
CODE = (*ROOMS, "tests", "benchmarks")


@cache
def files() -> tuple[str, ...]:
    """Every path of the repository, new files that are not ignored among them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(sorted(path for path in set(listed.split("\0")) if (ROOT / path).is_file()))


def python_files(*tops: str) -> tuple[str, ...]:
    """The Python files below these top-level folders (all of the code when none is named)."""
    return tuple(p for p in files() if p.endswith(".py") and p.split("/")[0] in (tops or CODE))


@cache
def text(path: str) -> str:
    """The text of a file, empty for one that is not text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree(path: str) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(text(path), filename=path)


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method where it stands, with its length in lines without its docstring."""

    path: str
    name: str
    line: int
    length: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name} ({self.length} lines)"


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    last = node.end_lineno or node.lineno
    whole = last - node.lineno + 1
    if ast.get_docstring(node) is None:
        return whole
    docstring = node.body[0]
    return whole - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def functions(*tops: str) -> Iterator[Function]:
    """Every function below these top-level folders, nested ones too."""
    for path in python_files(*tops):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Function(path, node.name, node.lineno, _length(node))


def docstrings(module: ast.Module) -> frozenset[int]:
    """The ids of the nodes that are docstrings, or strings standing alone as statements."""
    return frozenset(
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def strings(path: str) -> Iterator[ast.Constant]:
    """Every string literal of a file that is not a docstring, the parts of f-strings too."""
    module = tree(path)
    skip = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node
