"""Chromium and a Chinese font: nothing runs, they only have to be there."""

import os
import shutil
import subprocess
from pathlib import Path

NAME = "chromium"
VARIABLE = "HUB_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def missing() -> list[str]:
    """Debian packages that are needed and not there."""
    browser = [] if _program() else ["chromium"]
    return browser if _has_chinese_font() else [*browser, "fonts-noto-cjk"]


def answers(program: str) -> bool:
    """Whether the program is there and may be run."""
    return os.access(program, os.X_OK)


def up(_folder: Path, _known: str | None) -> str:
    """Give the browser's path."""
    return _program() or NAMES[0]


def stop(_folder: Path) -> None:
    """Nothing runs between tests."""


def _program() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    done = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip())
