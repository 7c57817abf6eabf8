"""Every page type as its readers meet it: no axe violation, no console or CSP message, nothing sideways, a light first view.

`make test` looks at every two values of language, width, scheme and page type together; `make audit` (HUB_FACES=all) at all
combinations and in forced colours; `make screenshots DIR=…` (HUB_SCREENSHOTS) keeps a picture of each.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.journeys.acts import sign_in
from tests.journeys.conftest import Site, Visitor
from tests.journeys.page_types import (
    LANGUAGES,
    PAGE_TYPES,
    SCHEMES,
    WIDTHS,
    Face,
    PageType,
    all_faces,
    in_language,
    pairwise_faces,
)

Open = Callable[..., Visitor]
FIRST_VIEW_BYTES = 200_000
SCRIPT_BYTES = 40_000
REQUESTS = 15
EXPECTED_COMPLAINTS = ("404 (Not Found)", "403 (Forbidden)")
ALL = os.environ.get("HUB_FACES") == "all"
PICTURES = os.environ.get("HUB_SCREENSHOTS", "")
PEOPLE = sorted({page.who for page in PAGE_TYPES})


@dataclass
class Weight:
    """What one view loads: bytes without photos, bytes of scripts, requests, as transferred."""

    page: int = 0
    script: int = 0
    requests: int = 0

    def add(self, request: Request) -> None:
        """Count a request that finished."""
        size = request.sizes()["responseBodySize"]
        self.requests += 1
        self.page += 0 if request.resource_type in ("image", "media") else size
        self.script += size if request.resource_type == "script" else 0


@dataclass
class Walk:
    """One person's walk over their pages; `findings` gathers what is wrong."""

    visitor: Visitor
    site: Site
    findings: list[str] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    axe: Axe = field(default_factory=Axe)

    def look(self, face: Face) -> None:
        """Open a page as this face and note what is wrong with it."""
        page = self.visitor.page
        path = self.addresses.setdefault(face.page.name, face.page.address(page, self.site.base))
        self.visitor.complaints.clear()
        page.set_viewport_size({"width": face.width, "height": 900})
        page.emulate_media(color_scheme=face.scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        self._weigh(face, self.site.base + in_language(face.language, path))
        complaints = [c for c in self.visitor.complaints if not any(word in c for word in EXPECTED_COMPLAINTS)]
        self.findings += [f"{face.name}: console: {c}" for c in complaints]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            self.findings.append(f"{face.name}: {over} px sideways")
        self._axe(face.name)
        if ALL:
            page.emulate_media(forced_colors="active")
            self._axe(f"{face.name}.forced-colours")
            page.emulate_media(forced_colors="none")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{face.name}.png", full_page=True)

    def _weigh(self, face: Face, url: str) -> None:
        page, weight = self.visitor.page, Weight()
        page.on("requestfinished", weight.add)
        page.goto(url, wait_until="load")
        page.remove_listener("requestfinished", weight.add)
        if url.startswith(f"{self.site.base}/cms/"):
            return  # Wagtail's own scripts and styles; behind a sign-in, for the few who edit
        if weight.page > FIRST_VIEW_BYTES or weight.script > SCRIPT_BYTES or weight.requests > REQUESTS:
            self.findings.append(f"{face.name}: {weight}")

    def _axe(self, name: str) -> None:
        for violation in self.axe.run(self.visitor.page).response["violations"]:
            self.findings.append(f"{name}: axe {violation['id']} at {violation['nodes'][0]['target'][0]}")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.journey
@pytest.mark.timeout(1200)
@pytest.mark.xdist_group("embedded")
def test_pages_are_clean(who: str, embedded: Site, visitors: Open) -> None:
    visitor = visitors()
    if who:
        sign_in(visitor.page, embedded, "en", who)
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
    walk = Walk(visitor, embedded)
    faces = all_faces(PAGE_TYPES) if ALL else pairwise_faces(PAGE_TYPES)
    for face in faces:
        if face.page.who == who:
            walk.look(face)
    visitor.complaints.clear()
    assert "\n".join(walk.findings) == ""


@pytest.mark.parametrize("count", [4, 5, 7, len(PAGE_TYPES)])
def test_the_plan_brings_every_two_values_together(count: int) -> None:
    pages = [PageType(str(number), "") for number in range(count)]
    rows = [(face.page, face.language, face.width, face.scheme) for face in pairwise_faces(pages)]
    factors = (pages, LANGUAGES, WIDTHS, SCHEMES)
    for (a, first), (b, second) in itertools.combinations(enumerate(factors), 2):
        assert {(row[a], row[b]) for row in rows} == set(itertools.product(first, second)), (a, b)
    assert len(rows) == 2 * count


def test_page_types_are_named_once() -> None:
    names = [page.name for page in PAGE_TYPES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.journey
@pytest.mark.timeout(300)
@pytest.mark.xdist_group("embedded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_reflow_at_four_hundred_percent_and_with_letters_twice_as_large(
    language: str, embedded: Site, visitors: Open
) -> None:
    page = visitors(width=1280).page
    found = []
    for path in ("", "technology/", "standards/t-zsa-12-2026/", "style-guide/", "accounts/signup/"):
        for width, letters in ((320, "100%"), (1280, "200%"), (640, "200%")):
            page.set_viewport_size({"width": width, "height": 256})
            page.goto(f"{embedded.base}/{language}/{path}")
            page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", letters)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [f"{path} at {width} px, letters {letters}: {over} px sideways"] if over > 0 else []
    assert found == []


def _focused(page: Page) -> str:
    return str(
        page.evaluate(
            "document.activeElement.dataset.search ?? document.activeElement.closest('[data-row]')?.innerText ?? ''"
        )
    )


@pytest.mark.journey
@pytest.mark.timeout(300)
@pytest.mark.xdist_group("embedded")
def test_the_keyboard_alone_finds_skips_walks_and_closes(embedded: Site, visitors: Open) -> None:
    page = visitors().page
    page.goto(f"{embedded.base}/en/technology/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    rows = page.locator("[data-row]")
    for key, row in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert _focused(page) == rows.nth(row).inner_text()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("j/k")
    assert page.evaluate("document.activeElement.value") == "j/k"
    outline = page.evaluate("getComputedStyle(document.activeElement.closest('form')).outlineWidth")
    assert outline == "3px"


@pytest.mark.journey
@pytest.mark.timeout(300)
@pytest.mark.xdist_group("embedded")
def test_escape_closes_menus_filters_dialogs_and_row_menus(embedded: Site, visitors: Open) -> None:
    page = visitors(width=390).page
    page.goto(f"{embedded.base}/en/technology/")
    filters = page.locator("form.rail > details")
    filters.locator("summary").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert filters.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    menu = page.locator(".site details.all")
    menu.locator("> summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    page.goto(f"{embedded.base}/en/style-guide/")
    for opener, box in (
        ("[popovertarget=guide-dialog] >> nth=0", "#guide-dialog"),
        ("[popovertarget=guide-table-acts-1]", "#guide-table-acts-1"),
    ):
        page.locator(opener).click()
        assert page.locator(box).is_visible()
        page.keyboard.press("Escape")
        assert not page.locator(box).is_visible()
