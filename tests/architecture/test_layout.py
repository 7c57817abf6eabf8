"""What may lie where, and how nothing may be called."""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, ROOT_APPS, files, plant

FOLDERS = {"platform", *ROOT_APPS, "tests", "docs", "bench", "bin", "requirements", ".ci"}
ROOT_FILES = {
    ".dockerignore",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh-hans.md",
    "manage.py",
    "pyproject.toml",
}
EMPTY_WORDS = re.compile(r"(.*_)?(utils?|helpers?|misc|core|managers?)")
ORIGIN = """
import sys
sys.path[:0] = sys.argv[1:]
from importlib.util import find_spec
spec = find_spec("platform")
print(spec.origin or "namespace")
"""


def misplaced(root: Path) -> list[str]:
    """Findings about the places and names of the files of a tree."""
    found = []
    for path in files(root):
        top = path.parts[0]
        if top not in (FOLDERS if len(path.parts) > 1 else ROOT_FILES):
            found.append(f"{path}: not a top-level name of this project")
        if path == Path("platform/__init__.py"):
            found.append(f"{path}: would shadow the standard library")
        if top == "platform" and Path(path.parts[1]).stem in sys.stdlib_module_names:
            found.append(f"{path}: named like a module of the standard library")
        if any(EMPTY_WORDS.fullmatch(Path(part).stem) for part in path.parts):
            found.append(f"{path}: the name says nothing")
    return found


def platform_origin(root: Path) -> str:
    """Where `import platform` leads when the tree and its source root come first on the path."""
    command = [sys.executable, "-I", "-c", ORIGIN, str(root), str(root / "platform")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_every_file_has_its_place() -> None:
    assert misplaced(ROOT) == []


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("payments/models.py", "not a top-level name of this project"),
        ("notes.txt", "not a top-level name of this project"),
        ("platform/__init__.py", "would shadow the standard library"),
        ("platform/email/models.py", "named like a module of the standard library"),
        ("platform/hub/common/utils.py", "the name says nothing"),
        ("search/string_helpers.py", "the name says nothing"),
        ("cms/core/models.py", "the name says nothing"),
    ],
)
def test_a_misplaced_file_is_found(tmp_path: Path, name: str, finding: str) -> None:
    assert misplaced(plant(tmp_path, {name: ""})) == [f"{name}: {finding}"]


def test_a_file_in_its_place_is_no_finding(tmp_path: Path) -> None:
    good = {"platform/hub/outbox/claims.py": "", "search/engines/tantivy.py": "", ".ci/run": "", "manage.py": ""}
    assert misplaced(plant(tmp_path, good)) == []


def test_platform_is_still_the_standard_library_s() -> None:
    assert Path(platform_origin(ROOT)).is_relative_to(sysconfig.get_path("stdlib"))


def test_a_package_called_platform_is_found(tmp_path: Path) -> None:
    root = plant(tmp_path, {"platform/__init__.py": ""})
    assert Path(platform_origin(root)) == root / "platform" / "__init__.py"
