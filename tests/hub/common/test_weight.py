"""What every page brings along stays light."""

from __future__ import annotations

import gzip
from pathlib import Path

from hub.common import components

STATIC = Path(components.__file__).parents[1] / "static" / "hub"
STYLE_BYTES, SCRIPT_BYTES = 20_000, 40_000


def compressed(pattern: str) -> int:
    """The bytes of all files of a kind, each compressed by itself."""
    sizes = [len(gzip.compress(path.read_bytes())) for path in STATIC.glob(pattern)]
    assert sizes
    return sum(sizes)


def test_style_sheets_and_scripts_stay_within_their_budget() -> None:
    assert compressed("css/*.css") < STYLE_BYTES
    assert compressed("js/*.js") < SCRIPT_BYTES
