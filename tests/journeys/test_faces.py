"""Every page of the journey, as each person meets it: no axe violation, no console or CSP message, nothing sideways,
a light first view; in both languages, at 1280 and 320 pixels, light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.acts import sign_in
from tests.journeys.conftest import Site, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600), pytest.mark.xdist_group("embedded")]
Open = Callable[..., Visitor]
FIRST_VIEW_BYTES = 200_000
SCRIPT_BYTES = 40_000

PUBLIC = ["", "technology/", "technology/?q=%E5%B9%B2%E6%B3%95", "@listing", "standards/", "standards/t-zsa-12-2026/"]
PUBLIC += [
    "standards/t-zsa-12-2026/technology/",
    "search/?q=dry",
    "search/?q=nothingatall",
    "news/",
    "@article",
    "organisations/",
]
PUBLIC += [
    "@organisation",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
    "style-guide/",
    "missing/",
]
BY_PERSON = {
    "hanze": [
        "account/",
        "account/profile/",
        "technology/new/",
        "@own",
        "conversations/",
        "@talk",
        "organisations/register/",
        "accounts/email/",
    ],
    "lindqvist": ["@draft", "@enquire"],
    "reviewer": ["desk/review/", "@case"],
    "auditor": ["desk/activity/", "desk/review/"],
}


@dataclass
class Weight:
    """What one view loads: all bytes without photos, and the bytes of scripts, as transferred."""

    page: int = 0
    script: int = 0


def _links(page: Page, site: Site, path: str, pattern: str) -> str:
    page.goto(f"{site.base}/en/{path}")
    hrefs = page.locator("main a").evaluate_all("as => as.map(a => a.getAttribute('href'))")
    return next(re.sub(r"^/en/", "", h) for h in hrefs if h and re.search(pattern, h))


def _resolve(name: str, page: Page, site: Site) -> str:
    places = {
        "@listing": ("technology/", r"/technology/[a-z0-9]{12}/$"),
        "@article": ("news/", r"/news/(?!feed/)[^/]+/$"),
        "@organisation": ("organisations/", r"/organisations/[a-z0-9]{12}/$"),
        "@own": ("account/", r"/technology/[a-z0-9]{12}/$"),
        "@draft": ("account/", r"/technology/[a-z0-9]{12}/$"),
        "@talk": ("conversations/", r"/conversations/[a-z0-9]{12}/"),
        "@case": ("desk/review/", r"/desk/review/[a-z0-9]{12}/$"),
    }
    if name == "@enquire":
        return _links(page, site, "standards/t-zsa-40-2026/technology/", r"/technology/[a-z0-9]{12}/$") + "enquire/"
    return _links(page, site, *places[name]) if name in places else name


def _look(visitor: Visitor, site: Site, paths: list[str]) -> str:
    page = visitor.page
    found: list[str] = []
    axe = Axe()
    for language in ("en", "zh-hans"):
        for path in paths:
            url = f"{site.base}/{language}/{path}"
            visitor.complaints.clear()
            weight = _weigh(page, url)
            found += [
                f"{url}: console: {c}"
                for c in visitor.complaints
                if "404 (Not Found)" not in c and "403 (Forbidden)" not in c
            ]
            if weight.page > FIRST_VIEW_BYTES or weight.script > SCRIPT_BYTES:
                found.append(f"{url}: {weight}")
            for width, scheme in ((1280, "light"), (320, "dark")):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                found += [f"{url}: {over} px sideways at {width}"] if over > 0 else []
                for violation in axe.run(page).response["violations"]:
                    found.append(
                        f"{url}: axe {violation['id']} at {violation['nodes'][0]['target'][0]} ({width}, {scheme})"
                    )
    visitor.complaints.clear()
    return "\n".join(found)


def _weigh(page: Page, url: str) -> Weight:
    weight = Weight()

    def add(request: object) -> None:
        size = request.sizes()["responseBodySize"]  # type: ignore[attr-defined]
        kind = request.resource_type  # type: ignore[attr-defined]
        weight.page += 0 if kind in ("image", "media") else size
        weight.script += size if kind == "script" else 0

    page.on("requestfinished", add)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(url, wait_until="load")
    page.remove_listener("requestfinished", add)
    return weight


def test_public_pages_are_clean(embedded: Site, visitors: Open) -> None:
    visitor = visitors()
    paths = [_resolve(p, visitor.page, embedded) for p in PUBLIC]
    assert _look(visitor, embedded, paths) == ""


@pytest.mark.parametrize("slug", sorted(BY_PERSON))
def test_pages_of_each_person_are_clean(slug: str, embedded: Site, visitors: Open) -> None:
    visitor = visitors()
    sign_in(visitor.page, embedded, "en", slug)
    paths = [_resolve(p, visitor.page, embedded) for p in BY_PERSON[slug]]
    assert _look(visitor, embedded, paths) == ""
