"""Tab reaches what stands on a page in the order in which it is seen, each stop once, with a ring that is seen."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import sign_in
from tests.journeys.conftest import Site, Visitor
from tests.journeys.page_types import PAGE_TYPES, WIDTHS, in_language

MOST_STOPS = 250
WITH_ASIDE = [
    ("", ("standard",)),
    ("hanze", ("listing-own", "organisation-own", "conversation")),
    ("lindqvist", ("listing-draft", "organisation-of-another")),
    ("reviewer", ("review-case",)),
    ("steward", ("role",)),
    ("editor", ("standards-desk",)),
]
STOP = """() => {
  const e = document.activeElement
  if (!e || e === document.body) return null
  e.dataset.stop ??= String((window.stops = (window.stops ?? 0) + 1))
  const box = e.getBoundingClientRect(), part = e.closest('.with-aside > *')
  const ringed = [e, e.parentElement, e.parentElement?.parentElement].some(
    x => x && getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2)
  return {stop: e.dataset.stop, name: (e.innerText || e.name || e.tagName).slice(0, 40), ringed, inMain: !!e.closest('main'),
    part: part ? [...part.parentElement.children].indexOf(part) : -1,
    top: box.top + scrollY, bottom: box.bottom + scrollY, seen: box.bottom > 0 && box.top < innerHeight}
}"""


def _stops(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the page is left; a field of several parts, such as a date, counts once."""
    stops: list[dict[str, Any]] = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["stop"] == stops[0]["stop"]):
            return stops
        if not stops or stop["stop"] != stops[-1]["stop"]:
            stops.append(stop)
    raise AssertionError(f"Tab does not leave {page.url}: {stops[-3:]}")


def _faults(stops: list[dict[str, Any]], *, one_column: bool) -> list[str]:
    numbers = [stop["stop"] for stop in stops]
    found = [f"{stop['name']}: reached twice" for stop in stops if numbers.count(stop["stop"]) > 1]
    found += [f"{stop['name']}: no ring" for stop in stops if not stop["ringed"]]
    found += [f"{stop['name']}: out of sight" for stop in stops if not stop["seen"]]
    inside = [stop for stop in stops if stop["inMain"]]
    for before, after in itertools.pairwise(inside):
        if after["bottom"] < before["top"] and (one_column or before["part"] == after["part"]):
            found.append(f"{before['name']} before {after['name']}, which stands above it")
    return found


@pytest.mark.journey
@pytest.mark.timeout(300)
@pytest.mark.xdist_group("embedded")
@pytest.mark.parametrize(("who", "names"), WITH_ASIDE)
def test_pages_with_an_aside_are_reached_as_they_are_seen(
    who: str, names: tuple[str, ...], embedded: Site, visitors: Callable[..., Visitor]
) -> None:
    page = visitors().page
    if who:
        sign_in(page, embedded, "en", who)
    found = []
    for page_type in (one for one in PAGE_TYPES if one.name in names and one.who == who):
        address = embedded.base + in_language("en", page_type.address(page, embedded.base))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert page.locator(".with-aside > .aside").count(), address
            found += [
                f"{page_type.name} at {width} px: {fault}" for fault in _faults(_stops(page), one_column=width == 320)
            ]
    assert found == []
