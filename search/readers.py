"""What a person may find, for when nobody asks on a page: an app above the search says it in its `search_index.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from search.registry import PUBLIC

Source = Callable[[Any], frozenset[str]]
_sources: list[Source] = []


def audiences_by(source: Source) -> None:
    """Let an app say which audience tokens a person holds now."""
    _sources.append(source)


def audiences_of(user: Any) -> frozenset[str]:
    """Return the audience tokens of a person as the apps above know them, that of everybody among them."""
    return frozenset({PUBLIC}).union(*(source(user) for source in _sources))
