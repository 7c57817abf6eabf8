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


def items(section: Section, request: HttpRequest) -> list[ShownItem]:
    """Return the items of a menu that this request may see; `current` marks the deepest item the path lies under."""
    seen = sorted((i for i in _items if i.section == section and i.visible(request)), key=lambda i: i.order)
    found = [(item, url) for item in seen if (url := item.url(request) if item.url else reverse(item.url_name))]
    under = max((url for _item, url in found if request.path.startswith(url)), key=len, default="")
    return [ShownItem(item.slug, item.label, url, url == under) for item, url in found]
