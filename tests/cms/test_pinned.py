"""Editors recommend results: what they may choose, what is refused, who sees it on the search page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.outbox.services import drain
from search.models import PinnedResult, SearchDocument
from search.pinned.pins import keeper
from search.services import index
from tests.cms.pages import make_article, signed_in
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
AGENT = {"user-agent": "Mozilla/5.0 Firefox/140.0"}


@pytest.fixture
def standard() -> Callable[..., SearchDocument]:
    """Make a standard that can be found."""

    def make(number: str, **titles: str) -> SearchDocument:
        made = make_standard(number, **titles)
        with transaction.atomic():
            index(made)
        drain("search")
        return SearchDocument.objects.get(type="standard", object_id=made.pk)

    return make


@pytest.fixture
def hidden() -> SearchDocument:
    """A row of something that only some may find."""
    return SearchDocument.objects.create(
        key="standard:secret", type="standard", object_id=0, title_en="canary-pinned", audiences=["org:7"],
        sort_at=timezone.now(), appeared_at=timezone.now(), updated_at=timezone.now(),
    )  # fmt: skip


def pin(questions: str, *documents: SearchDocument, days: int = 10) -> PinnedResult:
    names = dict(zip(("first", "second", "third"), documents, strict=False))
    made = PinnedResult.objects.create(questions=questions, until=timezone.now().date() + timedelta(days=days), **names)
    keeper.forget()
    return made


def send(desk: Client, url: str, **values: Any) -> Any:
    until = timezone.now().date() + timedelta(days=5)
    return desk.post(url, {"questions": "heat film", "until": until, "note": "", "second": "", "third": "", **values})


def search(query: str, visitor: Client | None = None, url: str = "/en/search/") -> str:
    response = (visitor or Client()).get(f"{url}?{query}", headers=AGENT)
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_recommends_and_the_log_knows(standard: Callable[..., SearchDocument]) -> None:
    film = standard("T/ZSA 31-2026", title_en="Heat films")
    desk = signed_in(Role.EDITOR)
    send(desk, reverse("pinnedresult:add"), first=film.pk, questions=" cool sheet \r\n\r\n散热膜")
    made = PinnedResult.objects.get()
    assert (made.questions, made.first) == ("cool sheet\n散热膜", film)
    assert "Heat films" in desk.get(reverse("pinnedresult:index")).content.decode()
    assert "Heat films" in desk.get(reverse("pinnedresult:edit", args=[made.pk])).content.decode()
    assert Activity.objects.filter(verb="recommendation.created", actor_kind="person").exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"questions": ""}, "required"),
        ({"questions": "the of"}, "no word that the search looks for"),
        ({"questions": "taken questions"}, "belongs to the recommendation"),
        ({"questions": "x" * 101}, "longer than 100 characters"),
        ({"until": "2020-01-01"}, "This day is over"),
        ({"second": "same"}, "chosen twice"),
        ({"first": ""}, "required"),
    ],
)
def test_what_is_refused_is_told(standard: Callable[..., SearchDocument], values: dict[str, Any], words: str) -> None:
    film = standard("T/ZSA 31-2026", title_en="Heat films")
    pin("question taken", film)
    sent = {"first": film.pk, **values}
    if sent.get("second") == "same":
        sent["second"] = film.pk
    assert words in send(signed_in(Role.EDITOR), reverse("pinnedresult:add"), **sent).content.decode()
    assert PinnedResult.objects.count() == 1


def test_only_what_everybody_may_find_can_be_chosen(
    standard: Callable[..., SearchDocument], hidden: SearchDocument
) -> None:
    film = standard("T/ZSA 31-2026", title_en="Heat films", title_zh="散热膜")
    other = standard("T/ZSA 32-2026", title_en="Cells", title_zh="电池")
    article = make_article("Warm news", live=True)
    drain("search")
    desk = signed_in(Role.EDITOR)
    results = reverse("findable_chooser:choose_results")
    for words in ("heat", "散热", "31-2026", "http://testserver/en/standards/t-zsa-31-2026/"):
        text = desk.get(results, {"q": words}).content.decode()
        assert str(film.pk) in text, words
        assert "Heat films" in text, words
        assert "Cells" not in text, words
    assert "Warm news" in desk.get(results, {"q": article.get_full_url()}).content.decode()
    assert "canary-pinned" not in desk.get(results).content.decode()
    assert desk.get(reverse("findable_chooser:chosen", args=[hidden.pk])).status_code == 404
    assert desk.get(reverse("findable_chooser:chosen", args=[other.pk])).status_code == 200
    text = send(desk, reverse("pinnedresult:add"), first=hidden.pk).content.decode()
    assert "canary-pinned" not in text
    assert not PinnedResult.objects.exists()


def test_what_is_no_longer_public_has_no_title_at_the_desk(standard: Callable[..., SearchDocument]) -> None:
    film = standard("T/ZSA 31-2026", title_en="Heat films")
    made = pin("heat film", film)
    SearchDocument.objects.filter(pk=film.pk).update(audiences=["org:7"])
    desk = signed_in(Role.EDITOR)
    for url in (
        reverse("pinnedresult:index"), reverse("pinnedresult:edit", args=[made.pk]), "/en/search/desk/"
    ):  # fmt: skip
        text = desk.get(url).content.decode()
        assert "Heat films" not in text
        assert "heat film" in text


def test_it_stands_above_the_results_is_marked_and_counted_once(standard: Callable[..., SearchDocument]) -> None:
    film = standard("T/ZSA 31-2026", title_en="Heat films", title_zh="散热膜")
    standard("T/ZSA 32-2026", title_en="Film of heat", title_zh="热膜")
    pin("films for heat\n散热膜", film)
    for query in ("q=heat+film", "q=HEAT+Films", "q=film+heat"):
        text = search(query)
        assert text.index('id="results-recommended"') < text.index("T/ZSA 31-2026") < text.index("T/ZSA 32-2026")
        assert text.count("/en/standards/t-zsa-31-2026/") == text.count("/en/standards/t-zsa-32-2026/") > 0
        assert "2 results for" in text
        assert "1–2 of 2" in text
    assert "推荐" in search("q=散热膜", url="/zh-hans/search/")
    assert "results-recommended" in search("q=heat+film", url="/en/standards/")


@pytest.mark.parametrize(
    "query", ["q=heat", "q=heat+film+x", "q=heat+film&sort=newest", "q=heat+film&page=2", "q=heat+film&type=news", ""]
)
def test_it_stands_nowhere_else(standard: Callable[..., SearchDocument], query: str) -> None:
    pin("heat film", standard("T/ZSA 31-2026", title_en="Heat films"))
    assert "results-recommended" not in search(query)


def test_it_does_not_stand_in_catalogues_of_other_things_nor_after_its_day(
    standard: Callable[..., SearchDocument],
) -> None:
    film = standard("T/ZSA 31-2026", title_en="Heat films")
    made = pin("heat film", film, days=0)
    assert "results-recommended" in search("q=heat+film")
    assert "results-recommended" not in search("q=heat+film", url="/en/technology/")
    made.until -= timedelta(days=1)
    made.save()
    keeper.forget()
    assert "results-recommended" not in search("q=heat+film")


def test_what_a_reader_may_not_see_is_never_shown(
    standard: Callable[..., SearchDocument], hidden: SearchDocument
) -> None:
    film = standard("T/ZSA 31-2026", title_en="Heat films")
    pin("heat film", hidden, film)
    for visitor in (Client(), signed_in(), signed_in(Role.EDITOR)):
        text = search("q=heat+film", visitor)
        assert "canary-pinned" not in text
        assert "results-recommended" in text
    SearchDocument.objects.filter(pk=film.pk).update(audiences=["org:7"])
    assert "results-recommended" not in search("q=heat+film")


def test_a_question_that_finds_nothing_still_shows_what_is_recommended(
    standard: Callable[..., SearchDocument],
) -> None:
    pin("zyzzyva", standard("T/ZSA 31-2026", title_en="Heat films"))
    text = search("q=zyzzyva")
    assert "0 results for" in text
    assert text.index("results-recommended") < text.index("Heat films")
    assert "Found through translation" not in text


def test_a_page_without_recommendations_costs_the_same(
    standard: Callable[..., SearchDocument], django_assert_max_num_queries: Any
) -> None:
    pin("something else", standard("T/ZSA 31-2026", title_en="Heat films"))
    search("q=heat")
    with django_assert_max_num_queries(6):
        search("q=heat")
