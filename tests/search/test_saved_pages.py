"""Saved searches on their pages: kept from any page of results, changed, let go, silenced from a mail; the feed of a search."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from hub.accounts.own_data import copy_of, parts
from hub.accounts.services.erasure import erase_due, request_erasure
from hub.activity.models import Activity
from hub.common.actors import Actor
from search.enums import Frequency
from search.models import SavedSearch
from search.saved.services import MOST_SAVED
from search.saved.tokens import stop_path
from tests.factories.accounts import make_user, signed_in
from tests.search.conftest import Put, Shelf
from tests.search.test_alerts import appear, keep, withdraw

pytestmark = pytest.mark.django_db
NEW = "/en/search/saved/new/"
LIST = "/en/search/saved/"
FEED = "/en/search/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def save_link(client: Client, url: str) -> str:
    found = re.search(r'href="(/en/search/saved/new/[^"]*)"', text_of(client.get(url)))
    assert found, url
    return found[1].replace("&amp;", "&")


def keep_by_form(client: Client, link: str, **values: str) -> Any:
    """Open the form behind a link and send it as a browser does."""
    page = text_of(client.get(link))
    hidden = {
        name: value.replace("&amp;", "&")
        for name, value in re.findall(r'<input type="hidden" name="(place|asked)" value="([^"]*)"', page)
    }
    return client.post(NEW, {**hidden, "name": "Mine", "frequency": "daily", **values})


def test_a_search_with_filters_is_kept_and_listed(shelf: Shelf, put: Put) -> None:
    put("a", title_en="Battery cell", facets={"colour": ["red"]})
    me = make_user()
    client = signed_in(me)
    link = save_link(client, "/en/search/?q=battery&type=test-thing&colour=red&sort=newest&translated=no&page=9")
    form = text_of(client.get(link))
    assert 'value="battery · Things · Red · Without texts found through translation"' in form
    assert keep_by_form(client, link, name="Red cells").url == LIST
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.frequency, saved.text, saved.types) == (me, "daily", "battery", ["test-thing"])
    assert (saved.facets, saved.order, saved.across) == ({"colour": ["red"]}, "newest", False)
    page = text_of(client.get(LIST))
    for words in ("Red cells", "battery", "Things", "Red", "1 result", "Every morning", FEED):
        assert words in page
    opened = client.get(f"{LIST}{saved.public_id}/")
    assert opened.url == "/en/search/?q=battery&type=test-thing&colour=red&sort=newest&translated=no"


def test_a_catalogue_keeps_its_own_place(db: None) -> None:
    client = signed_in(make_user())
    keep_by_form(client, save_link(client, "/en/standards/?q=cell"))
    saved = SavedSearch.objects.get()
    assert (saved.place, saved.types) == ("standards", ["standard"])
    assert client.get(f"{LIST}{saved.public_id}/").url == "/en/standards/?q=cell"
    assert client.get(f"/zh-hans/search/saved/{saved.public_id}/").url == "/zh-hans/standards/?q=cell"


def test_a_visitor_signs_in_and_comes_back_to_the_form(client: Client, db: None) -> None:
    answer = client.get(save_link(client, "/en/search/?q=cell"))
    assert answer.status_code == 302
    assert answer.url.startswith("/en/accounts/login/?next=/en/search/saved/new/%3Fplace%3Dsearch%253Aresults")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 121}, "120 characters"),
        ({"frequency": "hourly"}, "Select a valid choice"),
    ],
)
def test_mistakes_stand_at_their_fields(values: dict[str, str], words: str, shelf: Shelf) -> None:
    client = signed_in(make_user())
    answer = keep_by_form(client, save_link(client, "/en/search/?q=cell"), **values)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not SavedSearch.objects.exists()


def test_the_same_search_leads_to_the_one_that_is_kept(shelf: Shelf) -> None:
    me = make_user()
    saved = keep("cell", owner=me)
    client = signed_in(me)
    link = save_link(client, "/en/search/?q=Cell&type=test-thing")
    page = text_of(client.get(link))
    assert "You already keep this search" in page
    assert f'href="{LIST}{saved.public_id}/change/"' in page
    assert client.post(NEW, {"place": "search:results", "asked": "q=CELL&type=test-thing"}).status_code == 422
    assert SavedSearch.objects.count() == 1


def test_one_too_many_is_said_in_words(shelf: Shelf) -> None:
    me = make_user()
    saved = keep(owner=me)
    values = {f.attname: getattr(saved, f.attname) for f in SavedSearch._meta.fields if f.attname != "id"}
    more = [{**values, "public_id": f"more{n:08}", "fingerprint": str(n)} for n in range(MOST_SAVED - 1)]
    SavedSearch.objects.bulk_create(SavedSearch(**row) for row in more)
    client = signed_in(me)
    answer = keep_by_form(client, save_link(client, "/en/search/?q=cell"))
    assert answer.status_code == 422
    assert "as many as one person may" in text_of(answer)


@pytest.mark.parametrize("place", ["", "nonsense", "search:feed", "standard", "\x00"])
def test_only_pages_of_results_can_be_kept(place: str, db: None) -> None:
    assert signed_in(make_user()).get(NEW, {"place": place, "asked": "q=cell"}).status_code == 404


def test_name_and_frequency_change_and_it_is_let_go_after_a_question(shelf: Shelf) -> None:
    me = make_user()
    saved = keep(owner=me)
    client, own = signed_in(me), f"{LIST}{saved.public_id}/"
    assert client.post(f"{own}change/", {"name": "Cells", "frequency": "weekly"}).url == LIST
    saved.refresh_from_db()
    assert (saved.name, saved.frequency) == ("Cells", Frequency.WEEKLY)
    assert client.post(f"{own}change/", {"name": "", "frequency": "weekly"}).status_code == 422
    assert "Delete “Cells”?" in text_of(client.get(f"{own}delete/"))
    assert SavedSearch.objects.exists()
    assert client.post(f"{own}delete/").url == LIST
    assert "You keep no search yet" in text_of(client.get(LIST))
    acts = Activity.objects.filter(verb__startswith="search.").order_by("id").values_list("verb", flat=True)
    assert list(acts) == ["search.saved", "search.changed", "search.deleted"]


def test_what_is_another_s_is_not_there(shelf: Shelf) -> None:
    saved = keep()
    other, own = signed_in(make_user()), f"{LIST}{saved.public_id}/"
    for path in (own, f"{own}change/", f"{own}delete/"):
        assert other.get(path).status_code == 404
    assert other.post(f"{own}delete/").status_code == 404
    assert other.post(f"{own}change/", {"name": "Mine", "frequency": "off"}).status_code == 404
    assert "My battery" not in text_of(other.get(LIST))
    saved.refresh_from_db()
    assert (saved.name, saved.frequency) == ("My battery", Frequency.IMMEDIATE)


def test_new_results_are_counted_until_their_owner_looks(put: Put) -> None:
    me, now = make_user(), timezone.now()
    saved = keep(owner=me, now=now - timedelta(hours=2))
    appear(put, "old", now - timedelta(hours=3))
    appear(put, "new", now - timedelta(hours=1), title_en="New battery")
    client = signed_in(me)
    page = text_of(client.get(LIST))
    assert "2 results" in page
    link = re.search(r'class="news" href="([^"]+)"> ?1 new', page)
    assert link
    opened = client.get(link[1].replace("&amp;", "&"))
    shown = text_of(client.get(opened.url))
    assert "New since" in shown
    assert "New <mark>battery</mark>" in shown
    assert "1–1 of 1" in shown
    assert 'class="news"' not in text_of(client.get(LIST))
    saved.refresh_from_db()
    assert saved.seen_at > now


def test_where_nothing_is_new_the_way_leads_to_all_results(client: Client, put: Put) -> None:
    put("a", title_en="Battery")
    page = text_of(client.get("/en/search/?q=battery&type=test-thing&since=2199-01-01T00:00:00Z"))
    assert "Nothing new" in page
    assert 'class="btn primary" href="/en/search/?q=battery&amp;type=test-thing">Show all results' in page


def test_a_mail_s_link_silences_its_search_without_signing_in(client: Client, shelf: Shelf) -> None:
    saved, other = keep(), keep("cell")
    path = stop_path(saved.public_id)
    assert "Stop the alerts" in text_of(client.get(path))
    saved.refresh_from_db()
    assert saved.frequency == Frequency.IMMEDIATE
    assert Client(enforce_csrf_checks=True).post(path).status_code == 200
    assert "are stopped" in text_of(client.post(path))
    for row in (saved, other):
        row.refresh_from_db()
    assert (saved.frequency, saved.next_run_at) == (Frequency.OFF, None)
    assert other.frequency == Frequency.IMMEDIATE
    assert client.get(path[:-2] + "/").status_code == 404


def test_pages_take_few_queries_however_many_searches(put: Put, django_assert_max_num_queries: Any) -> None:
    me = make_user()
    for number in range(20):
        put(f"n{number}", title_en=f"Battery w{number}", facets={"colour": ["red"], "size": [f"s{number}"]})
        keep(f"w{number}", owner=me, facets={"colour": ("red",), "size": (f"s{number}",)})
    client = signed_in(me)
    for path in (LIST, f"{LIST}{SavedSearch.objects.all()[0].public_id}/change/", f"{NEW}?place=standards&asked=q%3Dx"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_a_person_s_copy_and_erasure_hold_their_searches(shelf: Shelf) -> None:
    me = make_user()
    keep(owner=me)
    assert "saved_searches" in parts.names()
    assert [row["name"] for row in copy_of(me)["saved_searches"]] == ["My battery"]
    now = timezone.now()
    request_erasure(actor=Actor.person(me), now=now)
    erase_due(now=now + timedelta(days=90))
    assert not SavedSearch.objects.exists()


def entries(client: Client, url: str) -> list[str]:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return [str(e.findtext(f"{ATOM}title")) for e in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")]  # noqa: S314 - ours


def test_the_feed_names_what_everybody_may_see_what_appeared_last_first(client: Client, put: Put, shelf: Shelf) -> None:
    now = timezone.now()
    appear(put, "a", now - timedelta(days=3), title_en="Battery one")
    thing = appear(put, "b", now - timedelta(days=2), title_en="Battery two", facets={"colour": ["red"]})
    appear(put, "c", now - timedelta(days=1), title_en="Battery ours", audiences=("org:1",))
    appear(put, "d", now - timedelta(days=1), title_en="Battery zanzibar")
    appear(put, "e", now - timedelta(days=1), title_en="Sensor")
    shelf.hidden.add("d")
    url = f"{FEED}?q=battery&type=test-thing"
    assert entries(client, url) == ["Battery two", "Battery one"]
    assert entries(signed_in(make_user()), url) == ["Battery two", "Battery one"]
    assert entries(client, f"{url}&colour=red") == ["Battery two"]
    withdraw(thing)
    assert entries(client, url) == ["Battery one"]


def test_a_feed_is_kept_until_something_appears(client: Client, put: Put) -> None:
    url = f"{FEED}?type=test-thing"
    empty = client.get(url)
    assert b"<updated>1970-01-01T00:00:00+00:00</updated>" in empty.content
    assert client.get(url, headers={"if-none-match": empty["ETag"]}).status_code == 304
    put("a", title_en="Battery")
    full = client.get(url, headers={"if-none-match": empty["ETag"]})
    assert full.status_code == 200
    assert full["Cache-Control"] == "public, max-age=300"
    assert client.get(url, headers={"if-none-match": full["ETag"]}).status_code == 304


def test_pages_of_results_name_their_feed(client: Client, put: Put) -> None:
    page = text_of(client.get("/en/standards/?q=cell&sort=newest"))
    link = '<link rel="alternate" type="application/atom+xml" href="/en/search/feed/?q=cell&amp;type=standard"'
    assert link in page
    assert "Atom feed of this search" in page
    assert "search/feed/" not in text_of(client.get("/en/search/?q=the"))
