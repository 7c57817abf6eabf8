"""One complete journey: a company lists a patent, it is reviewed, found, asked about and talked over; editors write about it;
staff see every act. In English on the embedded default, in Chinese on PostgreSQL, Redis and Elasticsearch.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import (
    CANARY,
    enquire,
    find_in_catalogue,
    list_patent,
    publish,
    register_organisation,
    review,
    see_on_standard,
    sign_in,
    sign_up,
)
from tests.journeys.conftest import Site, Visitor
from tests.journeys.news import approve_news, write_news

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]
Open = Callable[..., Visitor]


def _texts(mark: str) -> dict[str, str]:
    return {
        "number": f"CN 1{secrets.randbelow(10**8):08} B",
        "title_zh": f"卷对卷干法隔膜涂覆 {mark}",
        "title_en": f"Roll-to-roll dry separator coating {mark}",
        "summary_zh": "无溶剂涂覆，厚度 3 µm，适配现有产线。",
        "summary_en": "Solvent-free coating, 3 µm thick, fits existing lines.",
    }


def _journey(site: Site, language: str, visitors: Open, words: str) -> None:
    mark = secrets.token_hex(3)
    texts = _texts(mark)
    title = texts["title_zh" if language == "zh-hans" else "title_en"]

    # A company signs up, registers, lists a patent tied to a standard, submits it.
    seller = visitors()
    sign_up(seller.page, site, language, "Ada Berg", f"ada-{mark}@example.org")
    register_organisation(seller.page, site, language, zh=f"贝格涂层 {mark}", en=f"Berg Coatings {mark}", country="CH")
    path = list_patent(seller.page, site, language, **texts)
    public_id = path.rstrip("/").rsplit("/", 1)[-1]

    # Nobody else sees it yet.
    buyer = visitors()
    answer = buyer.page.request.get(f"{site.base}{path}")
    assert answer.status == 404
    assert texts["title_en"] not in answer.text()

    # A reviewer scores it, somebody else publishes it.
    reviewer, publisher = visitors(), visitors()
    sign_in(reviewer.page, site, language, "reviewer")
    review(reviewer.page, site, language, public_id)
    sign_in(publisher.page, site, language, "publisher")
    publish(publisher.page, site, language, public_id)
    assert CANARY not in buyer.page.request.get(f"{site.base}{path}").text()

    _ask_and_talk(site, language, seller, buyer, words, mark)
    _news_and_log(site, language, visitors, buyer, mark, title)


def _ask_and_talk(site: Site, language: str, seller: Visitor, buyer: Visitor, words: str, mark: str) -> None:
    # Another company finds it, sees it on the standard's page, asks.
    sign_in(buyer.page, site, language, "meridian")
    find_in_catalogue(buyer.page, site, language, words, "exclusive", mark)
    see_on_standard(buyer.page, mark)
    talk = enquire(buyer.page, f"Can it coat 600 mm? {mark}")

    # Both talk in real time.
    seller.page.goto(f"{site.base}/{language}/account/")
    seller.page.locator("main a", has_text=re.compile("Answer|回复|答复|回答")).first.click()
    seller.page.wait_for_url(talk + "**")
    _talk(seller, buyer, mark)


def _news_and_log(site: Site, language: str, visitors: Open, buyer: Visitor, mark: str, title: str) -> None:
    # An editor writes news in both languages, an approver approves, the home page shows it.
    editor, approver = visitors(), visitors()
    headlines = {"zh-hans": f"干法涂覆走向产线 {mark}", "en": f"Dry coating reaches the line {mark}"}
    pages = write_news(editor.page, site, f"coating-{mark}", zh=headlines["zh-hans"], en=headlines["en"])
    approve_news(approver.page, site, pages)
    for code, headline in headlines.items():
        buyer.page.goto(f"{site.base}/{code}/")
        expect(buyer.page.locator("main")).to_contain_text(headline)

    # Staff see every act in the log.
    _see_log(visitors(), site, language, title)


def _talk(seller: Visitor, buyer: Visitor, mark: str) -> None:
    expect(seller.page.locator("[data-list]")).to_contain_text(f"Can it coat 600 mm? {mark}")
    _send(seller, f"Yes, up to 650 mm. {mark}")
    expect(buyer.page.locator("[data-list]")).to_contain_text(f"Yes, up to 650 mm. {mark}", timeout=30_000)

    # One loses the connection, writes meanwhile, comes back, and has missed nothing.
    buyer.context.set_offline(True)
    _send(buyer, f"written offline {mark}")
    for number in range(3):
        _send(seller, f"message {number} {mark}")
        expect(seller.page.locator("[data-list] [data-seq]", has_text=f"message {number} {mark}")).to_be_visible()
    assert f"message 0 {mark}" not in buyer.page.locator("[data-list]").inner_text()
    buyer.context.set_offline(False)
    for number in range(3):
        expect(buyer.page.locator("[data-list]")).to_contain_text(f"message {number} {mark}", timeout=40_000)
    expect(seller.page.locator("[data-list] [data-seq]", has_text=f"written offline {mark}")).to_have_count(
        1, timeout=40_000
    )
    expect(buyer.page.locator("[data-list] li", has_text=f"written offline {mark}")).to_have_count(1)


def _send(visitor: Visitor, text: str) -> None:
    visitor.page.fill("#composer textarea", text)
    visitor.page.locator("#composer button.primary").click()


def _see_log(staff: Visitor, site: Site, language: str, title: str) -> None:
    sign_in(staff.page, site, language, "auditor")
    staff.page.goto(f"{site.base}/{language}/desk/activity/")
    verbs = set(staff.page.locator("select[name=verb] option").evaluate_all("os => os.map(o => o.value)"))
    expected = {
        "person.registered",
        "organisation.created",
        "listing.drafted",
        "listing.standard_linked",
        "file.stored",
        "listing.submitted",
    }
    expected |= {
        "listing.review_started",
        "listing.scored",
        "listing.published",
        "enquiry.opened",
        "conversation.opened",
        "enquiry.answered",
        "conversation.message_sent",
    }
    expected |= {"page.submitted", "page.published"}
    assert expected <= verbs
    staff.page.locator("main details.disclosure > summary").click()
    staff.page.select_option("select[name=verb]", "listing.published")
    staff.page.locator("main details.disclosure form button").first.click()
    expect(staff.page.locator("main tbody tr").first).to_contain_text(title.rsplit(" ", 1)[-1])
    staff.page.wait_for_timeout(4000)
    staff.page.reload()
    expect(staff.page.locator("main tbody tr").first.locator("code")).to_be_visible()


@pytest.mark.xdist_group("embedded")
def test_journey_in_english_on_the_embedded_default(embedded: Site, visitors: Open) -> None:
    _journey(embedded, "en", visitors, "dry+separator")


@pytest.mark.xdist_group("others")
@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.elasticsearch
def test_journey_in_chinese_on_scale_out(scaled: Site, visitors: Open) -> None:
    _journey(scaled, "zh-hans", visitors, "隔膜")


@pytest.mark.xdist_group("others")
def test_talk_goes_on_when_the_channel_layer_drops_everything(lossy: Site, visitors: Open) -> None:
    mark = secrets.token_hex(3)
    seller, buyer = visitors(), visitors()
    sign_in(seller.page, lossy, "en", "hanze")
    sign_in(buyer.page, lossy, "en", "meridian")
    for visitor in (seller, buyer):
        visitor.page.goto(f"{lossy.base}/en/conversations/")
        visitor.page.locator("article.item a").first.click()
        visitor.page.wait_for_selector("#composer")
    _send(seller, f"nothing was poked {mark}")
    expect(buyer.page.locator("[data-list]")).to_contain_text(f"nothing was poked {mark}", timeout=30_000)
    _talk_both_ways(buyer, seller, mark)


def _talk_both_ways(one: Visitor, other: Visitor, mark: str) -> None:
    _send(one, f"and back {mark}")
    expect(other.page.locator("[data-list]")).to_contain_text(f"and back {mark}", timeout=30_000)


@pytest.mark.xdist_group("embedded")
def test_journey_without_javascript(embedded: Site, visitors: Open) -> None:
    mark = secrets.token_hex(3)
    texts = _texts(mark)
    seller, reviewer, publisher, buyer = (visitors(javascript=False) for _ in range(4))
    sign_up(seller.page, embedded, "zh-hans", "林可", f"lin-{mark}@example.org")
    register_organisation(seller.page, embedded, "zh-hans", zh=f"可林 {mark}", en="", country="CN")
    path = list_patent(seller.page, embedded, "zh-hans", **texts)
    sign_in(reviewer.page, embedded, "zh-hans", "reviewer")
    review(reviewer.page, embedded, "zh-hans", path.rstrip("/").rsplit("/", 1)[-1])
    sign_in(publisher.page, embedded, "zh-hans", "publisher")
    publish(publisher.page, embedded, "zh-hans", path.rstrip("/").rsplit("/", 1)[-1])
    sign_in(buyer.page, embedded, "zh-hans", "depot")
    find_in_catalogue(buyer.page, embedded, "zh-hans", "隔膜", "exclusive", mark)
    see_on_standard(buyer.page, mark)
    talk = enquire(buyer.page, f"可以参观吗？{mark}")
    seller.page.goto(talk)
    expect(seller.page.locator("main")).to_contain_text(f"可以参观吗？{mark}")
    _send(seller, f"欢迎，下周二。{mark}")
    buyer.page.goto(talk)
    expect(buyer.page.locator("main")).to_contain_text(f"欢迎，下周二。{mark}")
