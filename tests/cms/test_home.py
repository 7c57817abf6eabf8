"""The home page: search first, then what editors arranged."""

import json

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from hub.common import teasers
from hub.common.registry import Registry
from hub.common.teasers import Figure, Teaser
from tests.cms.pages import home, make_article

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
