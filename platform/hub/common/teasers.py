"""What the home page can show of each service. Apps declare it in `teasers.py`; editors choose and arrange it.

register(Teaser("newest-technology", _("Newest technology"), "ip_transfer/_teaser.html", newest, "ip_transfer:list"))
register(Figure("agreements", _("agreements signed"), agreements_text, "ip_transfer:agreements"))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise

from hub.common.registry import Registry

Place = Literal["strip", "side"]


@dataclass(frozen=True)
class Teaser:
    """A live list of a service. `items` returns at most `limit` things this request may see, in order;
    `template` draws them from `items` (a strip: `{% ui "item" … %}` rows of level 3; a side list:
    `<li><a>…</a><span>…</span></li>`). `more_url_name` is the page with all of them. Without items it is not shown.
    """

    slug: str
    label: str | Promise
    template: str
    items: Callable[[HttpRequest, int], list[Any]]
    more_url_name: str = ""
    more_label: str | Promise = ""
    place: Place = "strip"


@dataclass(frozen=True)
class Figure:
    """One outcome as a number in words of the active language, with the page that proves it."""

    slug: str
    label: str | Promise
    value: Callable[[], str]
    url_name: str


_teasers: Registry[Teaser] = Registry("teasers")
_figures: Registry[Figure] = Registry("figures")


def register(entry: Teaser | Figure) -> Teaser | Figure:
    """Offer a teaser or a figure to the editors. Raises ValueError when its slug is taken."""
    if isinstance(entry, Teaser):
        return _teasers.add(entry.slug, entry)
    return _figures.add(entry.slug, entry)


def teasers(place: Place) -> list[Teaser]:
    """Return the teasers made for that place, in the order in which they were registered."""
    return [teaser for teaser in _teasers if teaser.place == place]


def teaser(slug: str) -> Teaser | None:
    """Return the teaser of that slug; None when its app is gone, so that the page still stands."""
    return _teasers.find(slug)


def figures() -> list[Figure]:
    """Return every figure."""
    return list(_figures)


def figure(slug: str) -> Figure | None:
    """Return the figure of that slug; None when its app is gone."""
    return _figures.find(slug)
