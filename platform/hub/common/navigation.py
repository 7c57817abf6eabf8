"""The menus. Apps declare their items in `navigation.py`; a person sees those that their predicate admits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from hub.common.registry import Registry

Section = Literal["service", "desk", "account", "footer"]


def always(request: HttpRequest) -> bool:
    """The predicate of items that everybody sees."""
    return True


@dataclass(frozen=True)
class NavItem:
    """One entry of a menu. `order` sorts within the section (low first). An address that no URL name gives (a page that
    editors made) comes from `url`; the item is left out while that returns an empty text.
    """

    slug: str
    label: str | Promise
    url_name: str = ""
    order: int = 100
    section: Section = "service"
    visible: Callable[[HttpRequest], bool] = always
    url: Callable[[HttpRequest], str] | None = None


@dataclass(frozen=True)
class ShownItem:
    """An entry as the frame shows it to this request."""

    slug: str
    label: str | Promise
    url: str
    current: bool


_items: Registry[NavItem] = Registry("navigation items")


def register(item: NavItem) -> NavItem:
    """Add an item to its menu."""
    return _items.add(item.slug, item)


Source = Callable[[HttpRequest], list[tuple[str, str, str]]]
_sources: dict[Section, Source] = {}


def register_source(section: Section, source: Source) -> None:
    """Let an app offer entries that are data, not code: slug, words and address each. They come before the others."""
    _sources[section] = source


def items(section: Section, request: HttpRequest) -> list[ShownItem]:
    """Return the items of a menu that this request may see; `current` marks the deepest item the path lies under."""
    seen = sorted((i for i in _items if i.section == section and i.visible(request)), key=lambda i: i.order)
    given = _sources[section](request) if section in _sources else []
    found: list[tuple[str, str | Promise, str]] = [*given]
    found += [(i.slug, i.label, url) for i in seen if (url := i.url(request) if i.url else reverse(i.url_name))]
    under = max((url for _slug, _label, url in found if request.path.startswith(url)), key=len, default="")
    return [ShownItem(slug, label, url, url == under) for slug, label, url in found]
