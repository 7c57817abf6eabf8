"""What helps when a search finds nothing or next to nothing. Every number counts what this reader may find, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise

from hub.common.registry import Registry
from search.asked import Asked
from search.folding import fold
from search.queries import count
from search.tokens import parse_query, pieces_of

MAX_LOOKED_UP = 8  # pieces of a question that are looked up one by one


@dataclass(frozen=True)
class Step:
    """A search that finds more: its address, how much it finds, the text where that is another one."""

    url: str
    total: int
    text: str = ""


@dataclass(frozen=True)
class Help:
    """What is offered: the words that nothing holds with the question without them; the same question in everything, and with
    what is found through translation; the ways to people.
    """

    unknown: tuple[str, ...] = ()
    shorter: Step | None = None
    everywhere: Step | None = None
    translated: Step | None = None
    ways: tuple[tuple[str | Promise, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unknown or self.everywhere or self.translated or self.ways)


@dataclass(frozen=True)
class Way:
    """A page of the site where somebody can ask people: its words, and its address, "" while it does not exist."""

    label: str | Promise
    url: Callable[[], str]


_ways: Registry[Way] = Registry("ways to people")


def register_way(slug: str, label: str | Promise, url: Callable[[], str]) -> None:
    """Offer a way where a search finds nothing. Declared in `search_index.py`."""
    _ways.add(slug, Way(label, url))


def help_for(asked: Asked, audiences: frozenset[str], path: str, total: int) -> Help:
    """Return what helps with a question that finds `total`. Costs questions to the engine only: one for each word, and two."""
    found_by = {text: _count(replace(asked, text=text), audiences) for text in _pieces(asked.text)}
    unknown = tuple(text for text, count in found_by.items() if not count)
    known = " ".join(text for text in found_by if text not in unknown)
    shorter = replace(asked, text=known, page=1)
    return Help(
        unknown=unknown if len(found_by) > 1 else (),
        shorter=Step(shorter.url(path), _count(shorter, audiences), known) if unknown and known else None,
        everywhere=_everywhere(asked, audiences, total),
        translated=_translated(asked, audiences, path, total),
        ways=tuple((way.label, url) for way in _ways if (url := way.url())),
    )


def _pieces(text: str) -> list[str]:
    """Return the words of a question that are looked for; none where a number stands, which is more than its words."""
    if parse_query(text).numbers:
        return []
    texts = dict.fromkeys(piece.text for piece in pieces_of(fold(text)))
    return [text for text in texts if parse_query(text)][:MAX_LOOKED_UP]


def _everywhere(asked: Asked, audiences: frozenset[str], total: int) -> Step | None:
    """Return the question in the whole search for one that a catalogue asks."""
    if not asked.fixed:
        return None
    wide = Asked(text=asked.text, across=asked.across)
    found = _count(wide, audiences)
    return Step(wide.url(reverse("search:results")), found) if found > total else None


def _translated(asked: Asked, audiences: frozenset[str], path: str, total: int) -> Step | None:
    """Return the question with what is found through translation for one that leaves it out."""
    if asked.across:
        return None
    wide = replace(asked, across=True, page=1)
    found = _count(wide, audiences)
    return Step(wide.url(path), found) if found > total else None


def _count(asked: Asked, audiences: frozenset[str]) -> int:
    return count(text=asked.text, audiences=audiences, types=asked.types, facets=asked.facets, across=asked.across)
