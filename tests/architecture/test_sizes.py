"""Nothing grows beyond what a reader can hold in mind."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, plant, python_files, templates

FILE_LINES = 400
FUNCTION_LINES = 40
CLASS_LINES = 250
TEMPLATE_LINES = 120


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def oversized(root: Path) -> list[str]:
    """Findings about files, functions, classes and templates that are too long."""
    sources = [*python_files(root), *(path for path in files(root) if path.suffix in {".js", ".css", ".java"})]
    found = [(str(path), _lines(root / path), FILE_LINES) for path in sources]
    found += [(str(path), _lines(root / path), TEMPLATE_LINES) for path in templates(root)]
    for path in python_files(root):
        for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8"))):
            limit = _limit(node)
            if limit and isinstance(node, ast.stmt):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((f"{path}:{node.lineno}", length, limit))
    return [f"{place}: {length} lines, {limit} at most" for place, length, limit in found if length > limit]


def _limit(node: ast.AST) -> int:
    """How many lines a definition may have, 0 for what is none."""
    if isinstance(node, ast.ClassDef):
        return CLASS_LINES
    return FUNCTION_LINES if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else 0


def test_nothing_is_too_long() -> None:
    assert oversized(ROOT) == []


def _function(lines: int, head: str = "def f():") -> str:
    return "\n".join([head, *["    x = 1"] * (lines - 1)]) + "\n"


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("search/a.py", "x = 1\n" * 401, "search/a.py: 401 lines, 400 at most"),
        ("search/static/a.css", "a{}\n" * 401, "search/static/a.css: 401 lines, 400 at most"),
        ("search/a.py", _function(41), "search/a.py:1: 41 lines, 40 at most"),
        ("search/a.py", _function(41, "async def f():"), "search/a.py:1: 41 lines, 40 at most"),
        ("search/a.py", _function(251, "class A:"), "search/a.py:1: 251 lines, 250 at most"),
        ("cms/templates/cms/a.html", "<p>\n" * 121, "cms/templates/cms/a.html: 121 lines, 120 at most"),
    ],
)
def test_what_is_too_long_is_found(tmp_path: Path, name: str, text: str, finding: str) -> None:
    assert oversized(plant(tmp_path, {name: text})) == [finding]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("search/a.py", "x = 1\n" * 400),
        ("search/a.py", _function(40)),
        ("cms/templates/cms/a.html", "<p>\n" * 120),
        ("search/migrations/0001_initial.py", _function(500, "class Migration:")),
    ],
)
def test_what_just_fits_is_no_finding(tmp_path: Path, name: str, text: str) -> None:
    assert oversized(plant(tmp_path, {name: text})) == []
