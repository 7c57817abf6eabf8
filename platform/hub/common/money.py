"""Money: an amount in minor units with its currency; never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import get_language

CURRENCIES = ("CNY", "EUR", "USD", "GBP", "JPY", "SGD", "HKD", "CHF")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` counts the currency's smallest unit (fen, cent; yen have none below)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> Money:
        """Make money from an amount in major units. Raises ValueError when it is finer than the currency's smallest unit."""
        scaled = amount.scaleb(get_currency_precision(currency))
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{amount} is finer than one {currency} can be split")
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def __str__(self) -> str:
        locale = "zh_Hans_CN" if (get_language() or "en").startswith("zh") else "en"
        whole = self.amount == self.amount.to_integral_value()
        pattern = "¤¤ #,##0" if whole else None
        return format_currency(
            self.amount, self.currency, pattern or "¤¤ #,##0.00", locale=locale, currency_digits=not whole
        )
