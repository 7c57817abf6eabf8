"""A form field for money: an amount as people type it, and a currency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.money import CURRENCIES, DoubtfulAmount, Money, read_amount


class AmountField(forms.CharField):
    """An amount in major units as Decimal; None when empty."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    default_error_messages = {
        "not_an_amount": _("Enter an amount with digits, for example 3200000, 3,200,000 or 320万."),
        "two_amounts": _("This can be read as two amounts. Enter %(large)s or %(small)s."),
        "incomplete": _("Enter the amount."),
        "not_positive": _("Enter an amount above zero."),
        "too_large": _("Enter an amount below one trillion."),
    }

    def clean(self, value: Any) -> Decimal | None:
        """Read what people type in either language."""
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_amount(text)
        except DoubtfulAmount as doubt:
            params = {"large": doubt.large, "small": doubt.small}
            raise forms.ValidationError(self.error_messages["two_amounts"], code="two_amounts", params=params) from None
        except ValueError:
            raise forms.ValidationError(self.error_messages["not_an_amount"], code="not_an_amount") from None
        if amount <= 0:
            raise forms.ValidationError(self.error_messages["not_positive"], code="not_positive")
        if amount > Decimal("1e12"):
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large")
        return amount


def money_of(amount: Decimal, currency: str) -> Money:
    """Make money of an amount in major units; one that the currency cannot hold is a ValidationError that says so."""
    try:
        return Money.of(amount, currency)
    except ValueError:
        raise forms.ValidationError(
            _("%(currency)s cannot be split that finely: enter fewer decimals."), params={"currency": currency}
        ) from None


class MoneyWidget(forms.MultiWidget):
    """Amount and currency side by side."""

    template_name = "hub/forms/money.html"

    def __init__(self, currencies: Sequence[str] = CURRENCIES, attrs: dict[str, Any] | None = None) -> None:
        amount = forms.TextInput({"inputmode": "decimal", "aria-label": _("Amount"), "autocomplete": "off"})
        currency = forms.Select({"aria-label": _("Currency")}, choices=[(c, c) for c in currencies])
        super().__init__({"amount": amount, "currency": currency}, attrs)

    def decompress(self, value: Money | None) -> list[Any]:
        """Return amount and currency of money."""
        return [f"{value.amount:f}", value.currency] if value else [None, None]


class MoneyField(forms.MultiValueField):
    """Money, or None when it may be left empty. The first currency is chosen at first."""

    widget = MoneyWidget

    def __init__(self, *, currencies: Sequence[str] = CURRENCIES, required: bool = True, **rest: Any) -> None:
        fields = (
            AmountField(required=required),
            forms.ChoiceField(
                choices=[(c, c) for c in currencies],
                required=required,
                error_messages={"incomplete": _("Choose the currency.")},
            ),
        )
        rest.setdefault("widget", MoneyWidget(currencies))
        super().__init__(fields, require_all_fields=False, required=required, **rest)

    def compress(self, data_list: list[Any]) -> Money | None:
        """Make money; an amount that the currency cannot hold is an error that says so."""
        if not data_list or data_list[0] is None:
            return None
        amount, currency = data_list
        return money_of(amount, currency or CURRENCIES[0])
