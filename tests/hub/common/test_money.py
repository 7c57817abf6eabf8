"""Money is counted in the smallest unit and never a float."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hub.common.money import CURRENCIES, Money


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1", "CNY", 100),
        ("0.01", "CNY", 1),
        ("1234.50", "EUR", 123450),
        ("1000000", "JPY", 1_000_000),
        ("5", "JPY", 5),
        ("1e3", "USD", 100_000),
        ("10.000", "CHF", 1000),
    ],
)
def test_an_amount_becomes_minor_units(amount: str, currency: str, minor: int) -> None:
    assert Money.of(Decimal(amount), currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("amount", "currency"), [("0.001", "CNY"), ("1.005", "EUR"), ("0.5", "JPY"), ("100.01", "JPY")]
)
def test_what_is_finer_than_the_unit_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match=f"finer than one {currency} can be split"):
        Money.of(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("money", "english", "chinese"),
    [
        (Money(320_000_000, "CNY"), "CNY 3,200,000", "320 万元"),
        (Money(126_000_000, "CNY"), "CNY 1,260,000", "126 万元"),
        (Money(4_120_000, "CNY"), "CNY 41,200", "4.12 万元"),
        (Money(15_000_000_000, "CNY"), "CNY 150,000,000", "1.5 亿元"),
        (Money(123_456_700, "CNY"), "CNY 1,234,567", "¥1,234,567"),
        (Money(123_456_789, "CNY"), "CNY 1,234,567.89", "¥1,234,567.89"),
        (Money(999_900, "CNY"), "CNY 9,999", "¥9,999"),
        (Money(1_000_000, "CNY"), "CNY 10,000", "1 万元"),
        (Money(5, "CNY"), "CNY 0.05", "¥0.05"),
        (Money(50, "EUR"), "EUR 0.50", "€0.50"),
        (Money(14_000_000, "EUR"), "EUR 140,000", "14 万欧元"),
        (Money(123_456, "USD"), "USD 1,234.56", "US$1,234.56"),
        (Money(80_000_000, "JPY"), "JPY 80,000,000", "8,000 万日元"),
        (Money(1234, "JPY"), "JPY 1,234", "JP¥1,234"),
        (Money(0, "USD"), "USD 0", "US$0"),
    ],
)
def test_money_is_written_as_each_language_says_it(money: Money, english: str, chinese: str) -> None:
    shown = {}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            shown[language] = str(money).replace("\xa0", " ")
    assert shown == {"en": english, "zh-hans": chinese}


def test_exact_money_shows_every_digit() -> None:
    assert Money(320_000_000, "CNY").exact == "CNY\xa03,200,000"
    with translation.override("zh-hans"):
        assert Money(320_000_000, "CNY").exact == "¥3,200,000"
        assert Money(320_000_005, "CNY").exact == "¥3,200,000.05"


@given(st.integers(0, 10**15), st.sampled_from(CURRENCIES))
def test_minor_units_and_amounts_are_the_same_money(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.of(money.amount, currency) == money


def test_money_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Money(1, "CNY").minor = 2  # type: ignore[misc]
