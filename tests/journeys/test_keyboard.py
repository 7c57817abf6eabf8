"""The core acts by Tab, Enter, Space and letters alone: nothing needs a pointer, and errors take the focus."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acts import PASSWORD, read_code, sign_in
from tests.journeys.conftest import Site, Visitor
from tests.journeys.page_types import LANGUAGES, LISTING, PageType

Open = Callable[..., Visitor]
MOST_STOPS = 160
PRIMARY = "main button.primary"


def _reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector means."""
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")


def _write(page: Page, selector: str, text: str) -> None:
    _reach(page, selector)
    page.keyboard.type(text)


def _press(page: Page, selector: str) -> None:
    _reach(page, selector)
    page.keyboard.press("Enter")


def _send_empty(page: Page) -> None:
    """Send the form as it is: what is wrong is said first and holds the focus."""
    _press(page, PRIMARY)
    expect(page.locator(".error-summary")).to_be_focused()


@pytest.mark.journey
@pytest.mark.timeout(300)
@pytest.mark.xdist_group("embedded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_alone_sign_up_and_register(language: str, embedded: Site, visitors: Open) -> None:
    visitor = visitors()
    page, email = visitor.page, f"keys-{language}@example.org"
    page.goto(f"{embedded.base}/{language}/accounts/signup/")
    _send_empty(page)
    _write(page, "input[name=name]", "Li Na")
    _write(page, "input[name=email]", email)
    _write(page, "input[name=password1]", PASSWORD)
    _press(page, PRIMARY)
    page.wait_for_selector("input[name=code]")
    _write(page, "input[name=code]", read_code(page, embedded, email))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/account/"))
    page.goto(f"{embedded.base}/{language}/organisations/register/")
    _send_empty(page)
    _write(page, "input[name=name_en]", f"Works of keys {language}")
    _reach(page, "select[name=country]")
    page.keyboard.press("ArrowDown")
    _press(page, PRIMARY)
    page.wait_for_url(re.compile(rf"/{language}/account/$"))
    page.goto(f"{embedded.base}/{language}/technology/new/")
    _send_empty(page)
    visitor.complaints[:] = [c for c in visitor.complaints if "422" not in c]


@pytest.mark.journey
@pytest.mark.timeout(300)
@pytest.mark.xdist_group("embedded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_alone_narrow_a_search_and_enquire(language: str, embedded: Site, visitors: Open) -> None:
    visitor = visitors()
    page = visitor.page
    asker = {"en": "meridian", "zh-hans": "depot"}[language]
    sign_in(page, embedded, language, asker)
    page.goto(f"{embedded.base}/{language}/technology/")
    page.keyboard.press("/")
    page.keyboard.type("dry")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=dry"))
    _reach(page, "form.rail input[type=checkbox]")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")
    _press(page, "form.rail button")
    page.wait_for_url(re.compile(r"q=dry.*&|&.*q=dry"))
    path = PageType("", "standards/t-zsa-17-2024/technology/", LISTING).address(page, embedded.base)
    page.goto(f"{embedded.base}/{language}/{path}")
    _press(page, "aside a.primary")
    page.wait_for_url(re.compile(r"/enquire/$"))
    _send_empty(page)
    _write(page, "textarea[name=message]", "May we see it run?")
    _press(page, PRIMARY)
    page.wait_for_url(re.compile(r"/conversations/[a-z0-9]{12}/"))
    _write(page, ".thread textarea", "One more thing.")
    _press(page, ".thread button[type=submit]")
    expect(page.locator("ol[data-list]")).to_contain_text("One more thing.")
    visitor.complaints[:] = [c for c in visitor.complaints if "422" not in c]
