"""Alerts of saved searches: each thing told once, to its owner alone, only what they may see then, at their own morning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import transaction

from hub.common.actors import Actor
from hub.notifications.models import Notice
from hub.notifications.queries import list_notices, worded
from hub.outbox.services import drain
from search.asked import Asked
from search.enums import Frequency
from search.models import AlertedDocument, SavedSearch, SearchDocument
from search.saved import alerts
from search.saved.alerts import AT_ONCE, GAP, IN_MAIL, SETTLE, run_due
from search.saved.services import (
    MOST_SAVED,
    AlreadySavedError,
    TooManySavedError,
    change_saved_search,
    delete_saved_search,
    save_search,
)
from search.services import unindex
from tests.factories.accounts import make_member as join
from tests.factories.accounts import make_organisation, make_user
from tests.search.conftest import Put, Shelf

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
SEEN = {"types": ("test-thing",)}


def keep(
    text: str = "battery",
    *,
    owner: Any = None,
    frequency: Frequency = Frequency.IMMEDIATE,
    now: datetime = NOW,
    **asks: Any,
) -> SavedSearch:
    owner = owner or make_user(timezone="UTC")
    return save_search(
        actor=Actor.person(owner),
        name=f"My {text}",
        place="search:results",
        asked=Asked(text, **SEEN, **asks),
        frequency=frequency,
        now=now,
    )


def appear(put: Put, name: str, at: datetime, **texts: Any) -> Group:
    """Put a thing that can be found since that moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.services.timezone.now", lambda: at)
        return put(name, **({"title_en": "Battery"} | texts))


def withdraw(group: Group) -> None:
    with transaction.atomic():
        unindex(group)
    drain("search")


def mails() -> list[Any]:
    """Every mail so far."""
    drain("mail")
    return list(mail.outbox)


def test_a_hit_is_told_once_and_what_was_there_when_saved_never(put: Put) -> None:
    appear(put, "old", NOW - timedelta(hours=1), title_en="Old battery")
    keep()
    assert run_due(now=NOW + timedelta(seconds=30)) == 0
    appear(put, "new", NOW + timedelta(minutes=1), title_en="New battery")
    appear(put, "other", NOW + timedelta(minutes=1), title_en="Sensor")
    assert run_due(now=NOW + timedelta(minutes=1, seconds=1)) == 1
    assert run_due(now=NOW + timedelta(minutes=2)) == 0
    assert run_due(now=NOW + timedelta(hours=30)) == 0
    (sent,) = mails()
    assert sent.subject == "1 new result: My battery"
    assert "- New battery (Things)\n  http" in sent.body
    assert "Old battery" not in sent.body
    assert "Sensor" not in sent.body
    assert Notice.objects.count() == 1


def test_a_change_is_no_news_but_a_return_is(put: Put) -> None:
    saved = keep()
    thing = appear(put, "a", NOW + timedelta(hours=1))
    assert run_due(now=NOW + timedelta(hours=1)) == 1
    appear(put, "a", NOW + timedelta(hours=2), body_en="Longer")
    assert run_due(now=NOW + timedelta(hours=3)) == 0
    withdraw(thing)
    assert run_due(now=NOW + timedelta(hours=4)) == 0
    appear(put, "a", NOW + timedelta(hours=5))
    assert run_due(now=NOW + timedelta(hours=6)) == 1
    assert AlertedDocument.objects.filter(saved_search=saved).count() == 1


def test_what_appears_bit_by_bit_comes_in_few_mails(put: Put) -> None:
    keep()
    for minute in range(1, 22):
        appear(put, f"n{minute}", NOW + timedelta(minutes=minute), title_en=f"Battery {minute}")
        run_due(now=NOW + timedelta(minutes=minute, seconds=1))
    assert [m.subject for m in mails()] == [
        f"{n} new result{s}: My battery" for n, s in ((1, ""), (10, "s"), (10, "s"))
    ]


def test_what_a_copy_without_it_answered_is_asked_again(put: Put, shelf: Shelf, settings: Any) -> None:
    saved = keep()
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.search.conftest.drain", lambda queue: None)
        appear(put, "a", NOW + timedelta(minutes=1))
    assert run_due(now=NOW + timedelta(minutes=1)) == 0
    assert run_due(now=NOW + timedelta(hours=4)) == 0
    saved.refresh_from_db()
    assert saved.cursor == NOW
    settings.ELASTICSEARCH_URL = ""
    drain("search")
    assert run_due(now=NOW + timedelta(hours=5)) == 1
    assert run_due(now=NOW + timedelta(hours=6)) == 0


def test_a_thing_opened_to_more_readers_appears_to_them(put: Put) -> None:
    keep()
    appear(put, "a", NOW + timedelta(minutes=1), audiences=("org:0",))
    assert run_due(now=NOW + timedelta(minutes=2)) == 0
    appear(put, "a", NOW + timedelta(days=3), audiences=("org:0", "public"))
    assert run_due(now=NOW + timedelta(days=3)) == 1


@pytest.mark.parametrize("step", ["notify", "note_known", "_set_next"])
def test_a_run_that_dies_tells_nothing_and_the_next_tells_once(
    put: Put, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keep()
    appear(put, "a", NOW + timedelta(minutes=1))

    def die(*args: Any, **kwargs: Any) -> None:
        done(*args, **kwargs)
        raise SystemExit

    done = getattr(alerts, step)
    with monkeypatch.context() as patch:
        patch.setattr(alerts, step, die)
        with pytest.raises(SystemExit):
            run_due(now=NOW + timedelta(minutes=1))
    assert (mails(), Notice.objects.count(), AlertedDocument.objects.count()) == ([], 0, 0)
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    assert run_due(now=NOW + timedelta(minutes=30)) == 0
    assert [m.subject for m in mails()] == ["1 new result: My battery"]


def test_a_run_that_fails_holds_up_no_other_and_is_tried_again(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = keep()
    keep("cell")
    appear(put, "a", NOW + timedelta(minutes=1), title_en="Battery cell")
    note = alerts.note_known

    def fail(row: SavedSearch, known: Any) -> None:
        note(row, known)
        if row.pk == broken.pk:
            raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(alerts, "note_known", fail)
        assert run_due(now=NOW + timedelta(minutes=1)) == 1
    assert run_due(now=NOW + timedelta(minutes=2)) == 0
    assert run_due(now=NOW + timedelta(minutes=12)) == 1
    assert [m.subject for m in mails()] == ["1 new result: My cell", "1 new result: My battery"]


def test_a_run_that_another_process_made_is_not_made_again(put: Put) -> None:
    saved = keep()
    appear(put, "a", NOW + timedelta(minutes=1))
    stale = SavedSearch.objects.select_related("owner").get(pk=saved.pk)
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    assert not alerts.run(stale, now=NOW + timedelta(minutes=1))
    assert len(mails()) == 1


def test_what_comes_late_into_the_index_is_told_all_the_same(put: Put, shelf: Shelf) -> None:
    keep()
    appear(put, "first", NOW + timedelta(hours=5))
    assert run_due(now=NOW + timedelta(hours=5)) == 1
    appear(put, "late", NOW + timedelta(hours=1), title_en="Late battery")
    appear(put, "next", NOW + timedelta(hours=9), title_en="Next battery")
    assert run_due(now=NOW + timedelta(hours=9)) == 1
    assert mails()[-1].subject == "2 new results: My battery"


def test_immediate_searches_rest_while_nothing_appears(put: Put, django_assert_num_queries: Any) -> None:
    keep()
    appear(put, "a", NOW + timedelta(minutes=1))
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    run_due(now=NOW + timedelta(minutes=1) + SETTLE + GAP)
    with django_assert_num_queries(3):
        assert run_due(now=NOW + timedelta(hours=2)) == 0


@pytest.mark.parametrize("jump", [timedelta(days=12), timedelta(days=-12)], ids=["forth", "back"])
def test_a_clock_that_jumps_tells_nothing_twice_and_forgets_nothing(put: Put, jump: timedelta) -> None:
    keep(frequency=Frequency.WEEKLY)
    keep("cell")
    appear(put, "a", NOW + timedelta(hours=1), title_en="Battery cell")
    assert run_due(now=NOW + timedelta(days=7)) == 2
    run_due(now=NOW + timedelta(days=7) + jump)
    appear(put, "b", NOW + timedelta(days=7, minutes=5), title_en="Second battery cell")
    for minutes in range(10, 60, 10):
        run_due(now=NOW + timedelta(days=7, minutes=minutes))
    run_due(now=NOW + timedelta(days=14))
    told = [m.body for m in mails()]
    assert sum("- Battery cell" in body for body in told) == 2
    assert sum("- Second battery cell" in body for body in told) == 2


@pytest.mark.parametrize(
    ("frequency", "zone", "due"),
    [
        (Frequency.DAILY, "Asia/Shanghai", datetime(2026, 3, 2, 23, 0, tzinfo=UTC)),
        (Frequency.DAILY, "America/New_York", datetime(2026, 3, 3, 12, 0, tzinfo=UTC)),
        (Frequency.WEEKLY, "Asia/Shanghai", datetime(2026, 3, 8, 23, 0, tzinfo=UTC)),
        (Frequency.WEEKLY, "Europe/Berlin", datetime(2026, 3, 9, 6, 0, tzinfo=UTC)),
    ],
)
def test_alerts_come_at_seven_where_the_owner_is(put: Put, frequency: Frequency, zone: str, due: datetime) -> None:
    keep(owner=make_user(timezone=zone), frequency=frequency)
    appear(put, "a", NOW + timedelta(minutes=1))
    assert run_due(now=due - timedelta(minutes=1)) == 0
    assert run_due(now=due) == 1


def test_a_changed_frequency_holds_at_once_and_silence_is_not_made_up_for(put: Put) -> None:
    saved = keep(frequency=Frequency.WEEKLY)
    actor = Actor.person(saved.owner)
    appear(put, "a", NOW + timedelta(minutes=1))
    change_saved_search(actor=actor, saved=saved, name="x", frequency=Frequency.IMMEDIATE, now=NOW + timedelta(hours=1))
    assert run_due(now=NOW + timedelta(hours=1)) == 1
    saved.refresh_from_db()
    change_saved_search(actor=actor, saved=saved, name="x", frequency=Frequency.OFF, now=NOW + timedelta(hours=2))
    appear(put, "b", NOW + timedelta(hours=3))
    assert run_due(now=NOW + timedelta(days=9)) == 0
    saved.refresh_from_db()
    change_saved_search(actor=actor, saved=saved, name="x", frequency=Frequency.IMMEDIATE, now=NOW + timedelta(hours=4))
    appear(put, "c", NOW + timedelta(hours=5), title_en="Third battery")
    assert run_due(now=NOW + timedelta(hours=5)) == 1
    assert mails()[-1].subject == "1 new result: x"


def test_what_the_owner_may_not_see_is_neither_told_nor_named(put: Put, shelf: Shelf) -> None:
    saved = keep()
    appear(put, "a", NOW + timedelta(hours=1), title_en="Battery zanzibar")
    shelf.hidden.add("a")
    assert run_due(now=NOW + timedelta(hours=1)) == 0
    appear(put, "b", NOW + timedelta(hours=2), title_en="Plain battery")
    assert run_due(now=NOW + timedelta(hours=2)) == 1
    (sent,) = mails()
    assert "zanzibar" not in sent.subject + sent.body
    (shown,) = worded(saved.owner, list_notices(saved.owner))
    assert shown.line is not None
    assert shown.line.text == "“My battery”: 1 new result"


def test_audiences_are_those_of_the_owner_now(put: Put) -> None:
    ours = make_organisation()
    keep(owner=join(ours))
    keep()
    appear(put, "a", NOW + timedelta(minutes=1), audiences=(f"org:{ours.pk}",))
    assert run_due(now=NOW + timedelta(minutes=1)) == 1


def test_who_may_no_longer_act_hears_nothing_and_holds_up_nobody(put: Put) -> None:
    gone = keep()
    gone.owner.is_active = False
    gone.owner.save()
    keep()
    appear(put, "a", NOW + timedelta(minutes=1))
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    assert not Notice.objects.filter(reader=gone.owner).exists()


def test_a_deleted_search_tells_nothing(put: Put) -> None:
    saved = keep()
    delete_saved_search(actor=Actor.person(saved.owner), saved=saved, now=NOW)
    appear(put, "a", NOW + timedelta(minutes=1))
    assert run_due(now=NOW + timedelta(minutes=1)) == 0


def test_a_long_mail_names_ten_and_counts_all(put: Put) -> None:
    keep()
    for number in range(IN_MAIL + 2):
        appear(put, f"n{number}", NOW + timedelta(minutes=1), title_en=f"Battery {number}")
    assert run_due(now=NOW + timedelta(minutes=2)) == 1
    (sent,) = mails()
    assert sent.subject == f"{IN_MAIL + 2} new results: My battery"
    assert sent.body.count("(Things)") == IN_MAIL
    assert "… and 2 more" in sent.body


def test_the_mail_is_in_the_owners_language(put: Put) -> None:
    keep("电池", owner=make_user(language="zh-hans", timezone="UTC"))
    appear(put, "a", NOW + timedelta(minutes=1), title_en="", title_zh="固态电池")
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    (sent,) = mails()
    assert "固态电池" in sent.body
    assert "/zh-hans/search/saved/" in sent.body
    assert "new result" not in sent.subject


def test_news_holds_most_of_the_words(put: Put) -> None:
    keep("solid battery separator")
    appear(put, "one", NOW + timedelta(minutes=1), title_en="Wooden separator")
    appear(put, "two", NOW + timedelta(minutes=1), title_en="Battery separator of ceramic")
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    (sent,) = mails()
    assert "ceramic" in sent.body
    assert "Wooden" not in sent.body


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("干法电极涂覆", {"title_en": "Quality of dry electrode coating"}),
        ("dry electrode coating", {"title_en": "", "title_zh": "干法电极涂布质量"}),
    ],
)
def test_news_in_the_other_language_is_told(put: Put, asked: str, texts: dict[str, str]) -> None:
    keep(asked)
    appear(put, "a", NOW + timedelta(minutes=1), **texts)
    appear(put, "b", NOW + timedelta(minutes=1), title_en="Electrode shop")
    assert run_due(now=NOW + timedelta(minutes=1)) == 1
    (sent,) = mails()
    assert sent.subject.startswith("1 new result")


def test_the_same_search_is_kept_once_and_so_many_at_most(put: Put) -> None:
    owner = make_user()
    saved = keep("Solid battery", owner=owner, facets={"colour": ("red", "blue")})
    with pytest.raises(AlreadySavedError) as error:
        keep("ＳＯＬＩＤ battery", owner=owner, facets={"colour": ("blue", "red")})
    assert error.value.same == saved
    for number in range(MOST_SAVED - 1):
        keep(f"w{number}", owner=owner)
    with pytest.raises(TooManySavedError):
        keep("one too many", owner=owner)
    assert SavedSearch.objects.filter(owner=owner).count() == MOST_SAVED


def test_failing_searches_do_not_crowd_out_the_others(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("sound")
    fine = SavedSearch.objects.get()
    bad = [
        SavedSearch(**{**_values(fine), "public_id": f"bad{n:09}", "fingerprint": str(n), "text": "bad"})
        for n in range(AT_ONCE)
    ]
    SavedSearch.objects.bulk_create(bad)
    SavedSearch.objects.filter(pk=fine.pk).update(next_run_at=NOW + timedelta(seconds=1))
    ask = alerts.appeared_since

    def fail(asked: Asked, *rest: Any) -> Any:
        if asked.text == "bad":
            raise OSError("no engine")
        return ask(asked, *rest)

    monkeypatch.setattr(alerts, "appeared_since", fail)
    appear(put, "a", NOW + timedelta(minutes=1), title_en="Sound")
    told = [run_due(now=NOW + timedelta(minutes=1, seconds=n)) for n in range(2)]
    assert sum(told) == 1


def _values(saved: SavedSearch) -> dict[str, Any]:
    names = [f.attname for f in SavedSearch._meta.fields if f.attname != "id"]
    return {name: getattr(saved, name) for name in names}


def test_appearing_is_written_once_and_again_after_a_return(put: Put) -> None:
    thing = appear(put, "a", NOW)
    appear(put, "a", NOW + timedelta(hours=1), body_en="More")
    assert SearchDocument.objects.get().appeared_at == NOW
    withdraw(thing)
    appear(put, "a", NOW + timedelta(hours=2))
    assert SearchDocument.objects.get().appeared_at == NOW + timedelta(hours=2)
