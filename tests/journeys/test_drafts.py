"""What was typed outlives the language switch, a reload and a refused form, and is forgotten once it was taken."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acts import primary, sign_in
from tests.journeys.conftest import Site, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300), pytest.mark.xdist_group("embedded")]
Open = Callable[..., Visitor]
NOTE = "[data-draft-note]"


def switch(page: Page) -> None:
    """Change the language by the header's link."""
    page.locator(".site .end > a[data-switch]").click()
    expect(page.locator(NOTE)).to_be_visible()


def new_listing(page: Page, site: Site) -> None:
    """Open an empty listing form as a demo company."""
    sign_in(page, site, "en", "hanze")
    page.goto(f"{site.base}/en/technology/new/?standard=t-zsa-12-2026#id_mode")


def test_the_language_switch_keeps_page_query_place_and_what_was_typed(embedded: Site, visitors: Open) -> None:
    page = visitors().page
    new_listing(page, embedded)
    page.fill("[name=title_en]", "Dry line")
    page.fill("[name=summary_zh]", "无溶剂工艺")
    page.select_option("[name=trl]", "7")
    page.check("[name=price_kind] >> nth=0")
    switch(page)
    assert page.url == f"{embedded.base}/zh-hans/technology/new/?standard=t-zsa-12-2026#id_mode"
    assert page.input_value("[name=title_en]") == "Dry line"
    assert page.input_value("[name=summary_zh]") == "无溶剂工艺"
    assert page.input_value("[name=trl]") == "7"
    assert page.locator("[name=price_kind] >> nth=0").is_checked()
    expect(page.locator(NOTE)).to_be_visible()
    page.fill("[name=title_en]", "Dry line, wider")
    switch(page)
    assert page.input_value("[name=title_en]") == "Dry line, wider"


def test_a_refused_form_keeps_its_draft_and_a_taken_one_forgets_it(embedded: Site, visitors: Open) -> None:
    visitor = visitors()
    page = visitor.page
    new_listing(page, embedded)
    page.fill("[name=title_zh]", "草稿线")
    primary(page)
    expect(page.locator("[data-error-summary]")).to_be_visible()
    visitor.complaints.clear()  # the browser tells of the 422
    switch(page)
    assert page.input_value("[name=title_zh]") == "草稿线"
    page.select_option("[name=kind]", "know_how")
    page.select_option("[name=legal_status]", index=1)
    page.select_option("[name=mode]", index=1)
    page.check("[name=price_kind][value=on_request]")
    primary(page)
    page.wait_for_url(re.compile(r"/technology/[a-z0-9]{12}/"))
    page.goto(f"{embedded.base}/en/technology/new/")
    assert page.input_value("[name=title_zh]") == ""
    expect(page.locator(NOTE)).to_be_hidden()


def test_confidential_text_is_not_kept_and_nothing_outlives_the_sign_out(embedded: Site, visitors: Open) -> None:
    page = visitors().page
    new_listing(page, embedded)
    page.fill("[name=title_en]", "Secret line")
    page.fill("[name=details]", "Binder B12")
    page.fill("[name=negotiation]", "Two million")
    switch(page)
    assert page.input_value("[name=title_en]") == "Secret line"
    assert (page.input_value("[name=details]"), page.input_value("[name=negotiation]")) == ("", "")
    page.evaluate("document.querySelector('form[action$=\"/accounts/logout/\"]').submit()")
    page.wait_for_url(re.compile(r"/(en|zh-hans)/$"))
    assert page.evaluate("sessionStorage.length") == 0
    sign_in(page, embedded, "en", "meridian")
    page.goto(f"{embedded.base}/en/technology/new/")
    assert page.input_value("[name=title_en]") == ""


def test_a_draft_over_an_older_version_meets_what_was_saved_meanwhile(embedded: Site, visitors: Open) -> None:
    visitor = visitors()
    page = visitor.page
    new_listing(page, embedded)
    page.fill("[name=title_en]", "Two tabs")
    page.select_option("[name=kind]", "know_how")
    page.select_option("[name=legal_status]", index=1)
    page.select_option("[name=mode]", index=1)
    page.check("[name=price_kind][value=on_request]")
    primary(page)
    page.wait_for_url(re.compile(r"/technology/[a-z0-9]{12}/"))
    address = f"{page.url.partition('#')[0]}edit/"
    page.goto(address)
    page.fill("[name=summary_en]", "Mine.")
    other = visitor.context.new_page()
    other.goto(address)
    other.fill("[name=summary_en]", "Theirs.")
    primary(other)
    other.wait_for_url(re.compile(r"/technology/[a-z0-9]{12}/$"))
    page.reload()
    assert page.input_value("[name=summary_en]") == "Mine."
    primary(page)
    expect(page.locator("main")).to_contain_text("It was saved meanwhile")
    visitor.complaints.clear()  # the browser tells of the 409
    primary(page)
    page.wait_for_url(re.compile(r"/technology/[a-z0-9]{12}/$"))
    expect(page.locator("main")).to_contain_text("Mine.")


def test_without_javascript_the_form_says_that_switching_empties_it(embedded: Site, visitors: Open) -> None:
    page = visitors(javascript=False).page
    new_listing(page, embedded)
    said = page.locator("form noscript p")
    expect(said).to_have_text("Switching the language or leaving this page empties the form. Send or save it first.")
    expect(said).to_be_visible()
    page.goto(f"{embedded.base}/zh-hans/technology/new/")
    expect(said).to_have_text("切换语言或离开本页会清空表单，请先提交或保存。")
