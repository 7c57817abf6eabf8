"""Dates, times, numbers and plurals as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polib
import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from hub.common.catalogues import PERCENT_NAMED
from tests.architecture.tree import ROOT, files

AT = datetime(2026, 3, 1, 16, 5, tzinfo=UTC)
DAY = date(2026, 11, 9)


def draw(source: str, language: str, **context: object) -> str:
    with translation.override(language):
        return Template("{% load i18n l10n %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("pattern", "english", "chinese"),
    [
        ("DATE_FORMAT", "9 November 2026", "2026年11月9日"),
        ("SHORT_DATE_FORMAT", "9 Nov 2026", "2026年11月9日"),
        ("MONTH_DAY_FORMAT", "9 November", "11月9日"),
        ("YEAR_MONTH_FORMAT", "November 2026", "2026年11月"),
    ],
)
def test_dates(pattern: str, english: str, chinese: str) -> None:
    source = f"{{{{ day|date:'{pattern}' }}}}"
    assert [draw(source, language, day=DAY) for language in ("en", "zh-hans")] == [english, chinese]


@pytest.mark.parametrize(
    ("zone", "english", "chinese"),
    [
        ("UTC", "1 March 2026, 16:05", "2026年3月1日 16:05"),
        ("Asia/Shanghai", "2 March 2026, 00:05", "2026年3月2日 00:05"),
        ("America/New_York", "1 March 2026, 11:05", "2026年3月1日 11:05"),
        ("Asia/Kolkata", "1 March 2026, 21:35", "2026年3月1日 21:35"),
    ],
)
def test_times_are_those_of_the_readers_zone(zone: str, english: str, chinese: str) -> None:
    source = "{{ at|date:'DATETIME_FORMAT' }}"
    with timezone.override(zone):
        assert [draw(source, language, at=AT) for language in ("en", "zh-hans")] == [english, chinese]


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (1, "1"), (999, "999"), (1234567, "1,234,567"), (1234.5, "1,234.5")]
)
def test_numbers_are_grouped_alike(number: float, shown: str, settings: object) -> None:
    settings.USE_THOUSAND_SEPARATOR = True  # type: ignore[attr-defined]
    assert [draw("{{ n|localize }}", language, n=number) for language in ("en", "zh-hans")] == [shown, shown]


@pytest.mark.parametrize(
    ("n", "english"),
    [
        (0, "You tried this too often in a short time. You can try again in 0 minutes."),
        (1, "You tried this too often in a short time. You can try again in 1 minute."),
        (2, "You tried this too often in a short time. You can try again in 2 minutes."),
    ],
)
def test_none_one_and_two_are_counted(n: int, english: str) -> None:
    source = (
        "{% blocktranslate trimmed count minutes=n %}You tried this too often in a short time. You can try again in "
        "{{ minutes }} minute. What you entered was not saved.{% plural %}You tried this too often in a short time. You can "
        "try again in {{ minutes }} minutes. What you entered was not saved.{% endblocktranslate %}"
    )
    assert draw(source, "en", n=n).startswith(english)
    chinese = draw(source, "zh-hans", n=n)
    assert f"，{n} 分钟后可再试" in chinese


def test_every_plural_says_its_number_in_chinese() -> None:
    silent = [
        f"{path}: {entry.msgid_plural}"
        for path in files(ROOT)
        if path.suffix == ".po"
        for entry in polib.pofile(str(ROOT / path))
        if entry.msgid_plural and not entry.obsolete
        for text in entry.msgstr_plural.values()
        if set(PERCENT_NAMED.findall(entry.msgid_plural)) != set(PERCENT_NAMED.findall(text))
    ]
    assert silent == []
