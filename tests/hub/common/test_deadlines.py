"""Deadlines on both sides of a change of clocks, and local times that a change makes doubtful."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from hub.common.deadline_field import DeadlineField
from hub.common.deadlines import ZONES, Deadline, DoubtfulTime, instant_of, zone_place

BERLIN, NEW_YORK, BEIJING = "Europe/Berlin", "America/New_York", "Asia/Shanghai"


class Form(forms.Form):
    until = DeadlineField()
    later = DeadlineField(required=False)


def sent(when: str, zone: str = BERLIN) -> Form:
    return Form({"until_when": when, "until_zone": zone, "later_when": "", "later_zone": "UTC"})


@pytest.mark.parametrize(
    ("when", "zone"), [("9999-12-31 23:59", NEW_YORK), ("0001-01-01 00:00", BEIJING), ("2200-01-01 00:00", "UTC")]
)
def test_a_time_at_the_edge_is_refused_in_words(when: str, zone: str) -> None:
    assert sent(when, zone).errors == {"until": ["Enter a year from 1800 to 2199."]}


TOLD = [
    (
        "2026-03-29 00:30",
        BERLIN,
        "29 March 2026, 01:30",
        "Central European Standard Time, UTC+1",
        "中欧标准时间，UTC+1",
    ),
    ("2026-03-29 01:30", BERLIN, "29 March 2026, 03:30", "Central European Summer Time, UTC+2", "中欧夏令时间，UTC+2"),
    (
        "2026-10-25 00:30",
        BERLIN,
        "25 October 2026, 02:30",
        "Central European Summer Time, UTC+2",
        "中欧夏令时间，UTC+2",
    ),
    (
        "2026-10-25 01:30",
        BERLIN,
        "25 October 2026, 02:30",
        "Central European Standard Time, UTC+1",
        "中欧标准时间，UTC+1",
    ),
    ("2026-03-08 06:59", NEW_YORK, "8 March 2026, 01:59", "Eastern Standard Time, UTC−5", "北美东部标准时间，UTC−5"),
    ("2026-03-08 07:00", NEW_YORK, "8 March 2026, 03:00", "Eastern Daylight Time, UTC−4", "北美东部夏令时间，UTC−4"),
    ("2026-11-01 05:30", NEW_YORK, "1 November 2026, 01:30", "Eastern Daylight Time, UTC−4", "北美东部夏令时间，UTC−4"),
    ("2026-11-01 06:30", NEW_YORK, "1 November 2026, 01:30", "Eastern Standard Time, UTC−5", "北美东部标准时间，UTC−5"),
    ("2026-12-04 10:00", BEIJING, "4 December 2026, 18:00", "Beijing time, UTC+8", "北京时间，UTC+8"),
    ("2026-12-04 10:00", "Asia/Kolkata", "4 December 2026, 15:30", "India Time, UTC+5:30", "印度时间，UTC+5:30"),
    ("2026-12-04 10:00", "UTC", "4 December 2026, 10:00", "UTC", "UTC"),
    (
        "2026-12-04 10:00",
        "Europe/London",
        "4 December 2026, 10:00",
        "Greenwich Mean Time, UTC",
        "格林尼治标准时间，UTC",
    ),
]


@pytest.mark.parametrize(("instant", "zone", "when", "english", "chinese"), TOLD)
def test_a_deadline_is_told_with_the_zone_as_of_that_day(
    instant: str, zone: str, when: str, english: str, chinese: str
) -> None:
    deadline = Deadline(datetime.fromisoformat(instant).replace(tzinfo=UTC), zone)
    assert str(deadline) == f"{when} ({english})"
    with translation.override("zh-hans"):
        assert str(deadline).endswith(f"{when[-5:]}（{chinese}）")
        assert str(deadline).startswith(f"2026年{int(instant[5:7])}月")


FORWARD, BACK = "clocks go forward", "clocks go back"
DOUBTFUL = [
    ("2026-03-29T02:30", BERLIN, f"{FORWARD} (Germany (Berlin)): there is no 02:30. Enter 01:30 or 03:30."),
    ("2026-03-29T02:00", BERLIN, f"{FORWARD} (Germany (Berlin)): there is no 02:00. Enter 01:00 or 03:00."),
    ("2026-10-25T02:30", BERLIN, f"{BACK} (Germany (Berlin)): 02:30 comes twice. Enter 01:30 or 03:30."),
    ("2026-03-08T02:15", NEW_YORK, f"{FORWARD} (United States (New York)): there is no 02:15. Enter 01:15 or 03:15."),
    ("2026-11-01T01:00", NEW_YORK, f"{BACK} (United States (New York)): 01:00 comes twice. Enter 00:00 or 02:00."),
]


@pytest.mark.parametrize(("when", "zone", "error"), DOUBTFUL)
def test_a_time_that_clocks_skip_or_repeat_is_refused_with_a_way_out(when: str, zone: str, error: str) -> None:
    form = sent(when, zone)
    assert form.errors["until"] == [f"That day {error}"]
    with translation.override("zh-hans"):
        assert "当天" in str(sent(when, zone).errors["until"][0])


@pytest.mark.parametrize("when", ["2026-03-29T01:59", "2026-03-29T03:00", "2026-10-25T01:59", "2026-10-25T03:00"])
def test_the_times_beside_a_change_are_taken(when: str) -> None:
    form = sent(when)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["until"].local.replace(tzinfo=None) == datetime.fromisoformat(when)
    assert form.cleaned_data["later"] is None


@given(st.integers(0, 8_000_000), st.sampled_from(ZONES))
def test_every_instant_is_found_again_from_its_local_time_or_said_to_be_doubtful(minutes: int, zone: str) -> None:
    instant = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    local = Deadline(instant, zone).local.replace(tzinfo=None)
    try:
        found = [instant_of(local, zone)]
    except DoubtfulTime as doubt:
        found = [doubt.first, doubt.second]
    assert instant in found


@pytest.mark.parametrize("way_out", ["01:30", "03:30"])
def test_the_offered_times_are_themselves_clear(way_out: str) -> None:
    assert sent(f"2026-03-29T{way_out}").is_valid()
    assert sent(f"2026-10-25T{way_out}").is_valid()


@pytest.mark.parametrize(
    ("when", "zone", "error"),
    [
        ("", BERLIN, "Enter date and time, for example 2026-12-04 18:00."),
        ("tomorrow", BERLIN, "Enter date and time, for example 2026-12-04 18:00."),
        ("2026-12-04T18:00", "", "Choose the time zone."),
        (
            "2026-12-04T18:00",
            "Mars/Olympus",
            "Select a valid choice. Mars/Olympus is not one of the available choices.",
        ),
    ],
)
def test_what_is_no_deadline_is_refused(when: str, zone: str, error: str) -> None:
    assert sent(when, zone).errors["until"] == [error]


@pytest.mark.parametrize("when", ["2026-12-04 18:00", "2026/12/04 18:00", "2026年12月4日 18:00", "2026-12-04T18:00:00"])
def test_dates_are_read_as_people_write_them(when: str) -> None:
    form = sent(when, BEIJING)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["until"] == Deadline(datetime(2026, 12, 4, 10, tzinfo=UTC), BEIJING)


def test_the_form_shows_a_deadline_on_its_own_clocks() -> None:
    drawn = str(Form(initial={"until": Deadline(datetime(2026, 7, 1, 16, tzinfo=UTC), NEW_YORK)})["until"])
    assert 'value="2026-07-01T12:00"' in drawn
    assert '<option value="America/New_York" selected>' in drawn


@pytest.mark.parametrize(("own", "chosen"), [("Europe/Berlin", BERLIN), ("UTC", BEIJING), ("Pacific/Apia", BEIJING)])
def test_the_readers_zone_is_chosen_at_first(own: str, chosen: str) -> None:
    with timezone.override(own):
        assert f'<option value="{chosen}" selected>' in str(Form()["until"])


def test_places_are_named_in_the_readers_language() -> None:
    assert zone_place(BERLIN) == "Germany (Berlin)"
    with translation.override("zh-hans"):
        assert [zone_place(zone) for zone in (BERLIN, BEIJING, "UTC")] == ["德国（柏林）", "北京时间", "UTC"]
