"""Searching as a habit: a question typed with suggestions, a hit in the other language, a facet, the search kept, and the mail
that comes when something new appears.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acts import primary, sign_in
from tests.journeys.conftest import Site, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.timeout(200)]
Open = Callable[..., Visitor]


@dataclass(frozen=True)
class Words:
    """What a reader of one language types and sees, and titles in the other one."""

    language: str
    question: str
    begun: str
    suggested: str
    title_field: str
    first: str
    second: str
    translated: str
    keep: str


ENGLISH = Words(
    "en",
    question="dry electrode coating",
    begun="dry el",
    suggested="Dry electrode coating line",
    title_field="title_zh",
    first="干法电极涂布装备",
    second="干法电极涂布质量",
    translated="Found through translation",
    keep="Save this search",
)
CHINESE = Words(
    "zh-hans",
    question="干法电极涂覆",
    begun="干法",
    suggested="厚电极干法涂布生产线",
    title_field="title_en",
    first="Machines for dry electrode coating",
    second="Quality of dry electrode coating",
    translated="通过翻译找到",
    keep="保存此搜索",
)


def register_standard(page: Page, site: Site, field: str, title: str) -> str:
    """Enter a standard whose title exists in one language, as an editor; return its number."""
    number = f"T/ZSA {secrets.randbelow(900_000) + 100_000}-2026"
    page.goto(f"{site.base}/en/standards/desk/new/")
    page.fill("[name=number]", number)
    page.fill(f"[name={field}]", title)
    primary(page)
    page.wait_for_url(re.compile(r"/standards/desk/t-zsa-"))
    return number


def ask(page: Page, site: Site, words: Words, number: str) -> None:
    """Type until suggestions come, finish the question, and wait until the index holds the hit of that number."""
    page.goto(f"{site.base}/{words.language}/search/")
    box = page.locator("#catalogue-search")
    box.press_sequentially(words.begun, delay=30)
    expect(page.locator("[role=option]", has_text=words.suggested).first).to_be_visible()
    box.fill(words.question)
    box.press("Enter")
    page.wait_for_url(re.compile(r"\?q="))
    for _attempt in range(40):
        if page.locator("article.item", has_text=number).count():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"{number} is not found")


def keep_search(page: Page, words: Words) -> None:
    """Keep the search on the page and ask to hear of news at once."""
    page.get_by_role("link", name=words.keep).click()
    page.wait_for_url(re.compile(r"/search/saved/new/"))
    page.check("input[name=frequency][value=immediate]")
    primary(page)
    page.wait_for_url(re.compile(r"/search/saved/$"))
    expect(page.locator(".saved")).to_contain_text(words.question)


def link_in_mail(page: Page, site: Site, subject: str, title: str) -> str:
    """Wait for the mail on a subject that names a title; return the address below that title."""
    for _attempt in range(100):
        page.goto(f"{site.base}/dev/mail/")
        mail = page.locator("article", has_text=title).filter(has=page.locator("h2", has_text=subject)).first
        if mail.count():
            found = re.search(rf"{re.escape(title)}[^\n]*\n\s*(http\S+)", mail.locator(".mail-body").inner_text())
            assert found
            return found[1]
        page.wait_for_timeout(250)
    raise AssertionError(f"no mail about {title}")


@pytest.mark.parametrize(("words", "slug"), [(ENGLISH, "hanze"), (CHINESE, "qinghe")], ids=["en", "zh"])
def test_from_a_question_to_the_mail_about_something_new(
    embedded: Site, visitors: Open, words: Words, slug: str
) -> None:
    mark = secrets.token_hex(3)
    editor, reader = visitors(), visitors()
    sign_in(editor.page, embedded, "en", "editor")
    number = register_standard(editor.page, embedded, words.title_field, f"{words.first} {mark}")

    # A question in one language finds what exists in the other one only.
    sign_in(reader.page, embedded, words.language, slug)
    ask(reader.page, embedded, words, number)
    hit = reader.page.locator("article.item", has_text=number)
    expect(hit).to_contain_text(words.translated)

    # A filter narrows it; the search is kept with it.
    reader.page.locator("input[name=type][value=standard]").check()
    reader.page.locator("form:has(input[name=type]) button.primary").first.click()
    reader.page.wait_for_url(re.compile(r"type=standard"))
    expect(hit).to_be_visible()
    keep_search(reader.page, words)

    # What appears next is told by mail, in the reader's language, and the mail leads to it.
    newer = register_standard(editor.page, embedded, words.title_field, f"{words.second} {mark}")
    address = link_in_mail(reader.page, embedded, words.question, f"{words.second} {mark}")
    reader.page.goto(address)
    expect(reader.page.locator("main")).to_contain_text(newer)
    reader.page.goto(f"{embedded.base}/{words.language}/search/saved/")
    reader.page.locator(".saved .news").first.click()
    expect(reader.page.locator("article.item", has_text=newer)).to_be_visible()
    expect(reader.page.locator("article.item", has_text=number)).to_have_count(0)
