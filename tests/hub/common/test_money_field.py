"""Amounts as people type them in either language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from hub.common.form_renderer import HubFormRenderer
from hub.common.money import DoubtfulAmount, Money, read_amount
from hub.common.money_field import MoneyField


class Form(forms.Form):
    price = MoneyField()
    fee = MoneyField(required=False, currencies=("EUR",))
    default_renderer = HubFormRenderer


def sent(amount: str, currency: str = "CNY") -> Form:
    return Form({"price_amount": amount, "price_currency": currency, "fee_amount": "", "fee_currency": "EUR"})


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("3200000", "3200000"),
        ("3,200,000", "3200000"),
        ("3,200,000.50", "3200000.50"),
        ("3 200 000", "3200000"),
        ("1.234.567,89", "1234567.89"),
        ("１２３４．５", "1234.5"),
        ("３２０万", "3200000"),
        ("320 万元", "3200000"),
        ("1.5亿", "150000000"),
        ("14万欧元", "140000"),
        ("3.2 million", "3200000"),
        ("850k", "850000"),
        ("¥85", "85"),
        ("0.01", "0.01"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["", "a lot", "1,5", "1,23,456", "1.2.3", "-5", "1e9", "5万万", "inf", "NaN", "1,234,56"]
)
def test_what_is_no_amount_or_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        read_amount(typed)


@pytest.mark.parametrize("typed", ["12.500", "1.234", "€ 999.000", "１２．５００"])
def test_a_dot_before_three_digits_is_not_guessed_at(typed: str) -> None:
    with pytest.raises(DoubtfulAmount, match="could be two amounts"):
        read_amount(typed)


@pytest.mark.parametrize(
    ("typed", "amount"), [("0.500", "0.5"), ("12.500万", "125000"), ("12,500", "12500"), ("12.500,00", "12500")]
)
def test_three_decimals_are_read_where_nothing_else_can_be_meant(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@given(st.decimals(Decimal("0.01"), Decimal("1e12"), places=2))
def test_a_figure_with_or_without_groups_is_the_same_amount(amount: Decimal) -> None:
    assert read_amount(f"{amount:f}") == read_amount(f"{amount:,f}") == amount


def test_the_field_gives_money_and_none_for_what_was_left_empty() -> None:
    form = sent("320万")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"price": Money(320_000_000, "CNY"), "fee": None}


@pytest.mark.parametrize(
    ("amount", "currency", "error"),
    [
        ("", "CNY", "Enter the amount."),
        ("much", "CNY", "Enter an amount with digits, for example 3200000, 3,200,000 or 320万."),
        ("12.500", "EUR", "This can be read as two amounts. Enter 12500 or 12.50."),
        ("0", "CNY", "Enter an amount above zero."),
        ("2000000000000", "CNY", "Enter an amount below one trillion."),
        ("0.5", "JPY", "JPY cannot be split that finely: enter fewer decimals."),
        ("5", "XAU", "Select a valid choice. XAU is not one of the available choices."),
        ("5", "", "Choose the currency."),
    ],
)
def test_wrong_input_says_how_to_mend_it_and_is_kept(amount: str, currency: str, error: str) -> None:
    form = sent(amount, currency)
    assert form.errors["price"] == [error]
    drawn = str(form)
    assert f'name="price_amount" value="{amount}"' in drawn or not amount
    assert 'href="#id_price_0"' in drawn


def test_money_is_shown_as_amount_and_currency() -> None:
    drawn = str(Form(initial={"price": Money(8_550_050, "EUR")})["price"])
    assert 'value="85500.50"' in drawn
    assert '<option value="EUR" selected>' in drawn
