"""Editors' acts in Wagtail's own admin, which speaks the language of the person who signed in."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.acts import sign_in
from tests.journeys.conftest import Site

TOGGLE = "footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle"


def write_news(page: Page, site: Site, slug: str, *, zh: str, en: str) -> list[str]:
    """Write an article in Chinese, twin it in English, submit both for approval; return the numbers of both pages."""
    sign_in(page, site, "en", "editor")
    page.goto(f"{site.base}/cms/pages/add/cms/newspage/{_news_index(page, site)}/")
    page.fill("[name=title]", zh)
    page.fill("[name=introduction]", f"{zh}，三家企业已采用。")
    page.locator("[data-contentpath=body] button.c-sf-add-button").first.click()
    page.get_by_role("option", name=re.compile("^(Text|正文)$")).first.click()
    page.locator("[data-contentpath=body] .public-DraftEditor-content").first.click()
    page.keyboard.type("产线已稳定运行六个月。")
    page.get_by_role("tab").nth(1).click()
    page.fill("[name=slug]", slug)
    _settled(page)
    page.locator("footer button.action-save").first.click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    original = _number(page)
    _settled(page)
    page.locator("button[data-side-panel-toggle=preview]").click()
    expect(page.frame_locator(".w-preview__iframe").last.locator("h1")).to_have_text(zh)
    page.locator("button[data-side-panel-toggle=preview]").click()
    page.goto(f"{site.base}/cms/translation/submit/page/{original}/")
    page.locator("main form button[type=submit], form input[type=submit]").last.click()
    page.wait_for_url(re.compile(rf"/cms/pages/(?!{original}/)\d+/edit/"))
    twin = _number(page)
    page.fill("[name=title]", en)
    page.fill("[name=introduction]", f"{en}; three companies run it.")
    _settled(page)
    _submit(page)
    page.goto(f"{site.base}/cms/pages/{original}/edit/")
    _submit(page)
    return [original, twin]


def approve_news(page: Page, site: Site, numbers: list[str]) -> None:
    """Approve pages that wait for approval."""
    sign_in(page, site, "en", "approver")
    for number in numbers:
        page.goto(f"{site.base}/cms/pages/{number}/edit/")
        _settled(page)
        page.locator("footer button[data-workflow-action-name=approve]").first.click()
        expect(page.locator(".messages .success")).to_be_visible()


def _news_index(page: Page, site: Site) -> str:
    """Walk the tree of pages to the Chinese list of news, as an editor does."""
    number = "1"
    for title in ("首页", "新闻"):
        page.goto(f"{site.base}/cms/pages/{number}/")
        link = page.locator("main table a[href*='/cms/pages/']", has_text=title).first
        found = re.search(r"/pages/(\d+)/", link.get_attribute("href") or "")
        assert found, f"no page called {title}"
        number = found[1]
    return number


def _number(page: Page) -> str:
    found = re.search(r"/pages/(\d+)/", page.url)
    assert found
    return found[1]


def _settled(page: Page) -> None:
    """Wait until the editor's own saving of drafts is done."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)


def _submit(page: Page) -> None:
    _settled(page)
    page.locator(TOGGLE).last.click()
    page.locator("footer button[name=action-submit]").first.click()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".messages .success")).to_be_visible()
