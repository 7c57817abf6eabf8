"""A tree of source files as the rules see it: the project's own, or a small one planted by a test."""

import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[2]
ROOT_APPS = ("marketplace", "ip_transfer", "incubator", "crowdfunding", "cms", "search")


def files(root: Path) -> list[Path]:
    """The files of a tree, relative to it: what git tracks or would track, or everything in a planted tree."""
    if (root / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
        paths = {Path(name) for name in names if name}
    else:
        paths = {path.relative_to(root) for path in root.rglob("*")}
    return sorted(path for path in paths if (root / path).is_file())


def python_files(root: Path) -> Iterator[Path]:
    """Python files but for migrations, which Django writes."""
    return (path for path in files(root) if path.suffix == ".py" and "migrations" not in path.parts)


def templates(root: Path) -> Iterator[Path]:
    """Templates of pages and mails."""
    return (path for path in files(root) if "templates" in path.parts and path.suffix in {".html", ".txt", ".svg"})


def app_and_rest(path: Path) -> tuple[str, tuple[str, ...]] | None:
    """The app's dotted name and the path inside it, None for a file that belongs to no app."""
    parts = path.parts
    if parts[:2] == ("platform", "hub") and len(parts) > 3:
        return f"hub.{parts[2]}", parts[3:]
    return (parts[0], parts[1:]) if parts[0] in ROOT_APPS and len(parts) > 1 else None


def layers() -> dict[str, int]:
    """The dotted name of each app and its height, 0 at the bottom, in the order of the import contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    rows = next(c["layers"] for c in contracts if c["type"] == "layers" and "containers" not in c)
    names = ((height, row.split("|")) for height, row in enumerate(reversed(rows)))
    return {name.strip(" ()"): height for height, row in names for name in row}


def plant(root: Path, texts: dict[str, str]) -> Path:
    """Write files, given by their path in the tree, and return the tree."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return root
