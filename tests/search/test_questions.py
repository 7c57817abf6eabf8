"""What is asked of the search is counted without anything about who asked."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from search.chores import forget_questions
from search.models import QuestionCount
from search.questions import counting
from search.questions.counting import Asked, Counter, counter, write
from search.questions.keeping import kept_text
from search.questions.totals import KEPT_DAYS, Question, count_all, list_questions, prune
from tests.search.conftest import Put

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
URL = "/en/search/"


def ask(query: str, url: str = URL, **headers: str) -> Any:
    return Client().get(f"{url}?{query}", headers={"user-agent": AGENT, **headers})


def counted() -> list[tuple[str, str, int, int]]:
    counter.flush()
    return list(QuestionCount.objects.order_by("text").values_list("text", "language", "asked", "without_hits"))


def test_first_pages_are_counted_folded_by_language_and_day(put: Put) -> None:
    put("a", title_en="Battery")
    ask("q=Battery&type=test-thing")
    for _time in range(2):
        ask("q=%20BATTERY%20")
    ask("q=Batterie")
    ask("q=battery", "/zh-hans/search/")
    rows = counted()
    assert ("battery", "en", 2, 0) in rows
    assert ("battery", "zh", 1, 0) in rows
    assert ("batterie", "en", 1, 1) in rows or ("batterie", "en", 1, 0) in rows
    assert len(rows) == 3
    assert {field.name for field in QuestionCount._meta.get_fields()} == {
        "id", "day", "language", "text", "asked", "without_hits",
    }  # fmt: skip


def test_what_found_nothing_is_counted_as_such(put: Put) -> None:
    put("a", title_en="Battery")
    ask("q=zyzzyva")
    assert counted() == [("zyzzyva", "en", 1, 1)]


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {}),
        ("q=battery&page=2", {}),
        ("q=battery&sort=newest", {}),
        ("q=battery&translated=no", {}),
        ("q=battery&colour=red", {}),
        ("q=battery", {"sec-purpose": "prefetch;prerender"}),
        ("q=battery", {"purpose": "prefetch"}),
        ("q=battery", {"user-agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"}),
        ("q=battery", {"user-agent": "curl/8.5"}),
        ("q=battery", {"user-agent": ""}),
        ("q=li.ming%40example.cn", {}),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_other_requests_are_not(query: str, headers: dict[str, str]) -> None:
    ask(query, **headers)
    assert counted() == []


def test_a_head_is_not() -> None:
    Client().head(f"{URL}?q=battery", headers={"user-agent": AGENT})
    assert counted() == []


@pytest.mark.parametrize(
    "text",
    [
        "li.ming@example.cn",
        "ｌｉ＠ｅｘａｍｐｌｅ．ｃｎ",
        "138 0013 8000",
        "电话13800138000",
        "+86-10-6277-1234",
        "110101199003078515",
        "https://example.cn/?token=1",
        "x" * 101,
        "  ",
    ],
)
def test_what_may_be_about_a_person_is_not_kept(text: str) -> None:
    assert kept_text(text) == ""


@pytest.mark.parametrize(
    "text", ["GB/T 19771-2005", "us 10,123,456 b2", "ZL201310699744.2", "5G", "IEC 62660-1:2018 和 GB/T 36276-2023"]
)
def test_numbers_of_standards_and_patents_are(text: str) -> None:
    assert kept_text(text) == text.lower()


def test_counting_costs_the_reader_no_query(put: Put, django_assert_num_queries: Any) -> None:
    put("a", title_en="Battery")
    ask("q=battery")
    with django_assert_num_queries(0):
        counting.counter.add(Asked(DAY, "en", "battery"))


def test_counts_add_up_in_one_statement(django_assert_max_num_queries: Any) -> None:
    QuestionCount.objects.create(day=DAY, language="en", text="one", asked=2, without_hits=1)
    with django_assert_max_num_queries(3):
        write({Asked(DAY, "en", "one"): (3, 1), Asked(DAY, "en", "two"): (1, 0)})
    assert list(QuestionCount.objects.order_by("text").values_list("text", "asked", "without_hits")) == [
        ("one", 5, 2),
        ("two", 1, 0),
    ]


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_lose_nothing() -> None:
    texts = [f"question {number}" for number in range(30)]

    def process(order: int) -> None:
        own = Counter()
        for _time in range(4):
            for text in texts[::order]:
                own.add(Asked(DAY, "en", text))
            while not own.flush():
                pass
        connections.close_all()

    threads = [threading.Thread(target=process, args=(order,)) for order in (1, -1, 1, -1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(QuestionCount.objects.values_list("asked", flat=True)) == {16}
    assert QuestionCount.objects.count() == len(texts)


@pytest.mark.django_db(transaction=True)
def test_a_timer_writes_and_a_full_counter_does_not_wait(settings: Any) -> None:
    settings.HUB_QUESTIONS_SECONDS = 0.05
    own = Counter()
    own.add(Asked(DAY, "en", "soon"))
    timer = own._timer
    assert timer is not None
    timer.join(10)
    assert QuestionCount.objects.get().text == "soon"
    settings.HUB_QUESTIONS_SECONDS = 3600.0
    for number in range(counting.FULL):
        own.add(Asked(DAY, "en", f"question {number}"))
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer) and thread.interval == 0.0:
            thread.join(10)
    assert QuestionCount.objects.count() == counting.FULL + 1


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_waits() -> None:
    own = Counter()
    own.add(Asked(DAY, "xx", "battery"))  # refused by its constraint, as any trouble is
    assert own.flush() == 0
    assert own._counts == {Asked(DAY, "xx", "battery"): (1, 0)}
    assert not connection.in_atomic_block


def put_counts(text: str, asked: int, without_hits: int = 0, *, day: date = DAY, language: str = "en") -> None:
    QuestionCount.objects.create(day=day, language=language, text=text, asked=asked, without_hits=without_hits)


def test_only_what_was_asked_often_is_shown_and_all_is_summed() -> None:
    put_counts("often", 2, 1)
    put_counts("often", 1, day=DAY - timedelta(days=1))
    put_counts("rare", 2, 2)
    put_counts("old", 9, day=DAY - timedelta(days=7))
    put_counts("常问", 5, 5, language="zh")
    assert list_questions(today=DAY, days=7) == [Question("常问", "zh", 5, 5), Question("often", "en", 3, 1)]
    assert list_questions(today=DAY, days=7, language="en", only_without_hits=True) == [Question("often", "en", 3, 1)]
    assert count_all(today=DAY, days=7) == (10, 8)
    assert count_all(today=DAY, days=7, language="zh") == (5, 5)
    assert list_questions(today=DAY, days=8)[0].text == "old"


def test_counts_are_kept_ninety_days() -> None:
    put_counts("kept", 1, day=DAY - timedelta(days=KEPT_DAYS))
    put_counts("gone", 1, day=DAY - timedelta(days=KEPT_DAYS + 1))
    assert prune(today=DAY) == 1
    assert QuestionCount.objects.get().text == "kept"
    forget_questions()
    assert not QuestionCount.objects.filter(day__lt=timezone.now().date() - timedelta(days=KEPT_DAYS)).exists()
