"""The home page: search first, then what editors arranged."""

import json

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from hub.accounts.enums import Role
from hub.common import teasers
from hub.common.registry import Registry
from hub.common.teasers import Figure, Teaser
from tests.cms.pages import home, make_article, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db


def arrange(**streams: list[tuple[str, object]]) -> None:
    """Put blocks into the English home page, as an editor would."""
    page = home("en")
    for name, blocks in streams.items():
        setattr(page, name, json.dumps([{"type": kind, "value": value} for kind, value in blocks]))
    page.save()


def queries_of_home(client: Client) -> int:
    """Count the queries of the home page, caches warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/en/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/en/").status_code == 200
    return len(captured)


def test_search_box_is_the_main_act(client: Client) -> None:
    text = client.get("/en/").content.decode()
    assert f'action="{reverse("search:results")}"' in text
    assert 'name="q"' in text
    assert 'lang="zh-Hans">石墨烯散热膜</a>' in text
    assert text.count("<h1") == 1


def test_queries_do_not_grow_with_the_news(client: Client) -> None:
    arrange(body=[("news", {"limit": 6})])
    make_article("First")
    one = queries_of_home(client)
    for number in range(5):
        make_article(f"Further {number}")
    assert queries_of_home(client) == one
    assert one <= 20


def test_strips_and_figures_of_services(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teasers, "_teasers", Registry("teasers"))
    monkeypatch.setattr(teasers, "_figures", Registry("figures"))

    def newest(request: HttpRequest, limit: int) -> list[str]:
        return ["one", "two", "three"][:limit]

    teasers.register(Teaser("demo", "Newest things", "ui/day.html", newest, "standards"))
    teasers.register(Figure("demo", "things counted", lambda: "214", "standards"))
    teasers.register(Figure("gone", "without evidence", lambda: "9", "no-such-page"))
    arrange(
        body=[
            ("figures", {"figures": ["demo", "gone", "unknown"]}),
            ("teaser", {"teaser": "demo", "limit": 2}),
            ("teaser", {"teaser": "unknown", "limit": 2}),
        ]
    )
    text = client.get("/en/").content.decode()
    assert f'<a href="{reverse("standards")}"><b>214</b><span>things counted</span></a>' in text
    assert "Newest things" in text
    assert "without evidence" not in text


def test_a_strip_without_items_is_not_shown(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teasers, "_teasers", Registry("teasers"))
    teasers.register(Teaser("empty", "Nothing to see", "ui/day.html", lambda request, limit: []))
    arrange(body=[("teaser", {"teaser": "empty", "limit": 3})])
    assert "Nothing to see" not in client.get("/en/").content.decode()


def test_news_stand_beside_the_search_box(client: Client) -> None:
    make_article("Review opens")
    text = client.get("/en/").content.decode()
    assert '<aside class="due">' in text
    assert "Review opens" in text


def test_editors_put_forward_what_they_choose_in_their_order(client: Client) -> None:
    first, second = make_standard("GB/T 9-2020", title_en="Nine"), make_standard("GB/T 10-2020", title_en="Ten")
    shown = make_listing(state="published", title_en="Coating line")
    gone = make_listing(state="withdrawn", title_en="Withdrawn line")
    article, draft = make_article("Review opens"), make_article("Not yet", live=False)
    arrange(
        body=[
            ("chosen_standards", {"heading": "To know", "standards": [second.pk, first.pk]}),
            ("chosen_technology", {"heading": "", "listings": [gone.pk, shown.pk]}),
            ("chosen_news", {"heading": "In focus", "articles": [draft.pk, article.pk]}),
            ("act", {"text": "", "label": "Offer technology", "action": "offer-technology", "page": None}),
        ],
        side=[],
    )
    text = client.get("/en/").content.decode()
    main = text[text.index("<main") :]
    assert main.index("To know") < main.index("Ten") < main.index("Nine") < main.index("Coating line")
    assert main.index("Coating line") < main.index("In focus") < main.index("Review opens")
    assert f'href="{reverse("ip-listing-create")}"' in main
    assert "Withdrawn line" not in main
    assert "Not yet" not in main


def test_chosen_things_cost_the_same_however_many(client: Client) -> None:
    standards = [make_standard() for _n in range(6)]
    listings = [make_listing(state="published") for _n in range(6)]
    counts = []
    for many in (1, 6):
        arrange(
            body=[
                ("chosen_standards", {"heading": "", "standards": [one.pk for one in standards[:many]]}),
                ("chosen_technology", {"heading": "", "listings": [one.pk for one in listings[:many]]}),
            ]
        )
        counts.append(queries_of_home(client))
    assert counts[0] == counts[1] <= 20


def test_a_listing_that_is_gone_leaves_the_page_standing(client: Client) -> None:
    arrange(body=[("chosen_technology", {"heading": "Watch", "listings": [987654]})])
    answer = client.get("/en/")
    assert answer.status_code == 200
    assert "Watch" not in answer.content.decode()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_the_desk_offers_published_technology_only(role: Role) -> None:
    make_listing(state="published", title_en="Coating line")
    make_listing(title_en="Secret draft")
    desk = signed_in(role)
    for query, found in (("", True), ("?q=coating", True), ("?q=secret", False)):
        text = desk.get(reverse("listing_chooser:choose_results") + query).content.decode()
        assert ("Coating line" in text) == found
        assert "Secret draft" not in text
