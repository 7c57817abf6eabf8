"""The standard's page: what is tied to it, as far as the reader may see it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.accounts.enums import Role
from hub.common.actors import Actor
from hub.outbox.services import drain
from hub.standards.life import next_anniversary
from hub.standards.linked import by_kind, count_linked
from hub.standards.services.following import follow
from ip_transfer.models import TransferStandardLink
from tests.factories.accounts import admin_of, make_organisation, make_user, signed_in
from tests.factories.standards import bring_to, make_listing, make_standard

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar canary 7741"


def page_of(standard, user=None, tab: str = "") -> str:
    answer = signed_in(user).get(f"/en/standards/{standard.slug}/{tab}")
    assert answer.status_code == 200
    return answer.content.decode()


def technology_count(standard, user=None) -> int:
    (count,) = (n for kind, n in by_kind(count_linked(standard, user)) if kind.slug == "technology")
    answer = signed_in(user).get(f"/en/standards/{standard.slug}/")
    shown = {t["url"]: t["count"] for t in answer.context["tabs"]}
    assert shown[f"/en/standards/{standard.slug}/technology/"] == count
    return count


def test_outsiders_see_published_things_only() -> None:
    standard = make_standard()
    make_listing(state="published", standard=standard, title_en="Public coating line")
    for state in ("draft", "submitted", "in_review", "withdrawn"):
        make_listing(state=state, standard=standard, title_en=f"{CANARY} {state}")
    for tab in ("", "technology/"):
        page = page_of(standard, tab=tab)
        assert "Public coating line" in page
        assert CANARY not in page
    assert technology_count(standard) == 1


def test_owners_see_their_own_and_reviewers_what_was_submitted() -> None:
    standard = make_standard()
    organisation = make_organisation()
    make_listing(organisation, standard=standard, title_en=f"{CANARY} draft")
    make_listing(organisation, state="submitted", standard=standard, title_en=f"{CANARY} submitted")
    owner, reviewer = admin_of(organisation), make_user(roles=(Role.REVIEWER,))
    assert f"{CANARY} draft" in page_of(standard, owner, "technology/")
    assert f"{CANARY} draft" not in page_of(standard, reviewer, "technology/")
    assert f"{CANARY} submitted" in page_of(standard, reviewer, "technology/")
    assert [technology_count(standard, who) for who in (None, owner, reviewer)] == [0, 2, 1]


def test_a_thing_tied_to_another_standard_is_not_here() -> None:
    standard = make_standard()
    make_listing(state="published", standard=make_standard(), title_en=CANARY)
    assert CANARY not in page_of(standard)
    assert technology_count(standard) == 0


def test_role_and_clause_are_said() -> None:
    standard = make_standard()
    make_listing(state="published", standard=standard)
    page = page_of(standard, tab="technology/")
    assert "implements" in page
    assert "6.2" in page


@pytest.mark.parametrize("path", ["gb-t-0/", "no-such/technology/", "%00/", "a%00b/"])
def test_what_is_not_in_the_registry_is_404(client, path: str) -> None:
    make_standard()
    assert client.get(f"/en/standards/{path}").status_code == 404


def test_a_tab_that_is_none_is_404(client) -> None:
    standard = make_standard()
    assert client.get(f"/en/standards/{standard.slug}/secrets/").status_code == 404


def test_titles_stand_in_for_each_other_with_their_language() -> None:
    standard = make_standard(title_en="", title_zh="电池试验方法")
    page = page_of(standard)
    assert 'lang="zh-Hans"' in page
    assert "电池试验方法" in page


def test_other_editions_are_linked() -> None:
    old, new = make_standard("GB/T 36276-2018"), make_standard("GB/T 36276-2023")
    assert f"/en/standards/{old.slug}/" in page_of(new)
    assert f"/en/standards/{new.slug}/" in page_of(old)


@pytest.mark.parametrize("tab", ["", "text/", "uptake/", "technology/", "news/", "relations/", "history/"])
def test_twenty_linked_things_cost_what_one_costs(tab: str) -> None:
    standard = make_standard()
    client, counts = signed_in(make_user(roles=(Role.EDITOR,))), []
    for more in (1, 19):
        for _n in range(more):
            make_listing(state="published", standard=standard)
        client.get(f"/en/standards/{standard.slug}/{tab}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/standards/{standard.slug}/{tab}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize(
    ("published", "today", "due"),
    [
        (date(2025, 3, 10), date(2026, 3, 9), date(2026, 3, 10)),
        (date(2025, 3, 10), date(2026, 3, 10), date(2027, 3, 10)),
        (date(2026, 3, 10), date(2026, 3, 10), date(2027, 3, 10)),
        (date(2024, 2, 29), date(2024, 12, 1), date(2025, 3, 1)),
        (date(2024, 2, 29), date(2027, 12, 1), date(2028, 2, 29)),
        (date(2027, 5, 1), date(2026, 11, 1), date(2028, 5, 1)),
    ],
)
def test_the_yearly_verdict_is_due_on_the_next_anniversary(published: date, today: date, due: date) -> None:
    assert next_anniversary(published, today) == due


def test_a_number_typed_in_any_form_leads_to_its_standard(client) -> None:
    make_standard("GB/T 19771-2005")
    make_standard("RFC 9110")
    for typed in ("gbt 19771", "GB/T19771-2005", "ＧＢ／Ｔ 19771—2005"):
        answer = client.get("/en/standards/find/", {"q": typed})
        assert answer["Location"] == "/en/standards/gb-t-19771-2005/", typed
    assert client.get("/zh-hans/standards/find/", {"q": "rfc9110"})["Location"] == "/zh-hans/standards/rfc-9110/"
    assert client.get("/en/standards/find/", {"q": "dry electrode"})["Location"] == "/en/standards/?q=dry+electrode"
    assert client.get("/en/standards/find/")["Location"] == "/en/standards/"


def test_a_number_without_its_year_leads_to_the_newest_edition(client) -> None:
    make_standard("GB/T 1-2018")
    make_standard("GB/T 1-2024")
    assert client.get("/en/standards/gb-t-1/")["Location"] == "/en/standards/gb-t-1-2024/"
    assert client.get("/en/standards/gb-t-1/history/")["Location"] == "/en/standards/gb-t-1-2024/history/"


def test_dates_that_a_register_never_gave_are_not_made_up() -> None:
    page = page_of(make_standard("GB/T 1-2020"))
    assert "published 2020<" in page
    assert "January" not in page
    assert "published April 1969<" in page_of(make_standard("RFC 1", published_date="April 1969"))


def test_uptake_counts_things_roles_and_organisations_and_opens_them() -> None:
    standard, organisation = make_standard(), make_organisation("Meridian Optics")
    for _n in range(2):
        make_listing(organisation, state="published", standard=standard)
    make_listing(organisation, standard=standard, title_en=CANARY)
    page = page_of(standard, tab="uptake/")
    assert "technology/?role=implements" in page
    assert "1 organisation" in page
    assert "Meridian Optics" in page
    assert signed_in(None).get(f"/en/standards/{standard.slug}/uptake/").context["total"] == 2
    assert "Dry electrode coating" in page_of(standard, tab="technology/?role=implements")
    assert "Dry electrode coating" not in page_of(standard, tab="technology/?role=essential")


def test_uptake_and_its_rows_are_whole_however_many_there_are() -> None:
    standard, first = make_standard(), make_organisation("Meridian Optics")
    for n in range(25):
        listing = make_listing(first if n < 2 else None, standard=standard, title_en=f"Listing {n}")
        if n < 2:
            TransferStandardLink.objects.filter(listing=listing).update(role="essential")
        bring_to(listing, "published")
    client, path = signed_in(None), f"/en/standards/{standard.slug}/"
    uptake = client.get(f"{path}uptake/")
    assert [(row["label"], row["text"]) for row in uptake.context["roles"]] == [
        ("Technology: implements", "23"),
        ("Technology: essential", "2"),
    ]
    assert uptake.context["page"].paginator.count == 24
    assert len(uptake.context["page"]) == 20
    essential = client.get(f"{path}technology/?role=essential").context["rows"]
    assert {thing.title for thing in essential} == {"Listing 0", "Listing 1"}
    pages = [client.get(f"{path}technology/?role=implements&page={page}") for page in (1, 2)]
    assert [len(page.context["rows"]) for page in pages] == [20, 3]
    assert f"{path}technology/?role=implements&amp;page=2" in pages[0].content.decode()


def test_the_chip_tells_title_and_status_wherever_a_standard_is_named() -> None:
    make_standard("GB/T 1-2010", title_en="Old cells")
    standard = make_standard("GB/T 1-2020", replaces="GB/T 1-2010", ics="29.220")
    listing = make_listing(state="published", standard=standard)
    drain("search")
    pages = {
        "relations": page_of(standard, tab="relations/"),
        "list": signed_in(None).get("/en/standards/").content.decode(),
        "field": signed_in(None).get("/en/standards/ics/29/").content.decode(),
        "tied": page_of(standard, tab="technology/"),
        "listing": signed_in(None).get(f"/en/technology/{listing.public_id}/").content.decode(),
        "technology": signed_in(None).get("/en/technology/").content.decode(),
    }
    for name, page in pages.items():
        chips = re.findall(r'<a href="[^"]*" class="std">.*?</a>', page, re.S)
        assert chips, name
        assert all('class="tip"' in chip and "tip-state" in chip for chip in chips), name


@pytest.mark.parametrize(
    "path", ["standards/", "standards/ics/", "standards/ics/29/", "standards/desk/", "standards/following/"]
)
def test_lists_cost_the_same_with_twenty_rows(path: str) -> None:
    user = make_user(roles=(Role.EDITOR,))
    client, counts = signed_in(user), []
    for more in (1, 19):
        for _n in range(more):
            standard = make_standard(ics="29.220", status="draft" if "desk" in path else "")
            follow(actor=Actor.person(user), standard=standard, now=timezone.now())
        drain("search")
        client.get(f"/en/{path}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/{path}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(("sort", "order"), [("", [3, 2, 1, 0]), ("number", [0, 1, 2, 3]), ("title", [1, 3, 2, 0])])
def test_the_catalogue_is_sorted_as_asked_and_stays_so_under_filters(client, sort: str, order: list[int]) -> None:
    titles = ["Zinc", "Ageing", "Cells", "Batteries"]
    numbers = ["GB/T 9-2017", "GB/T 10-2018", "GB/T 100-2019", "T/ZSA 1-2020"]
    for number, title in zip(numbers, titles, strict=True):
        make_standard(number, title_en=title, ics="29.220")
    drain("search")
    answer = client.get("/en/standards/", {"ics": "29", "sort": sort, "q": ""})
    assert [hit.obj.number for hit in answer.context["page"].results.hits] == [numbers[n] for n in order]
    page = answer.content.decode()
    kept = f"&amp;sort={sort}" if sort else ""
    assert f'href="/en/standards/?ics=29{kept}" aria-current="true"' in page
    assert (f'<input type="hidden" name="sort" value="{sort}">' in page) == bool(sort)
    export = client.get("/api/standards.csv", {"ics": "29", "sort": sort})
    lines = b"".join(export.streaming_content).decode().splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == [numbers[n] for n in order]
