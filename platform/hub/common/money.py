"""Money: an amount in minor units with its currency; never a float. The one home of how it is written and read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import get_language

CURRENCIES = ("CNY", "EUR", "USD", "GBP", "JPY", "SGD", "HKD", "CHF")
# The unit after 万 and 亿 in Chinese.
_UNITS = {
    "CNY": "元", "EUR": "欧元", "USD": "美元", "GBP": "英镑",
    "JPY": "日元", "SGD": "新加坡元", "HKD": "港元", "CHF": "瑞士法郎",
}  # fmt: skip
_WAN, _YI = Decimal(10_000), Decimal(100_000_000)
_TIMES = {
    "": 1, "千": 10**3, "k": 10**3, "thousand": 10**3, "万": 10**4, "m": 10**6, "million": 10**6,
    "亿": 10**8, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+(?:\.\d+)?)"
    rf"(?P<times>{'|'.join(filter(None, _TIMES))}|)(?:{'|'.join(_UNITS.values())}|圆|块)?"
)


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
        """As sentences and lists say it: "CNY 3,200,000", in Chinese "320 万元" for round sums and "¥3,200,050" for others."""
        if not (get_language() or "en").startswith("zh"):
            return self._written("¤¤ #,##0", "en")
        return self._in_myriads() or self.exact

    @property
    def exact(self) -> str:
        """Every digit, for ledgers and columns: "CNY 3,200,000.00" in English, "¥3,200,000.00" in Chinese."""
        if not (get_language() or "en").startswith("zh"):
            return self._written("¤¤ #,##0", "en")
        return self._written("¤#,##0", "zh_Hans_CN")

    def _written(self, pattern: str, locale: str) -> str:
        whole = self.amount == self.amount.to_integral_value()
        digits = 0 if whole else get_currency_precision(self.currency)
        places = f".{'0' * digits}" if digits else ""
        return format_currency(
            self.amount, self.currency, pattern + places, locale=locale, currency_digits=False
        ).replace(" ", "\N{NO-BREAK SPACE}")

    def _in_myriads(self) -> str:
        """Round sums from 万 up with at most two decimals, as people say them; "" for all others."""
        for unit, name in ((_YI, "亿"), (_WAN, "万")):
            figure = self.amount / unit
            if abs(figure) >= 1 and figure == figure.quantize(Decimal("0.01")) and self.currency in _UNITS:
                return f"{figure.normalize():,f}\N{NO-BREAK SPACE}{name}{_UNITS[self.currency]}"
        return ""


class DoubtfulAmount(ValueError):
    """A figure that could be two: 12.500 is 12,500 in Berlin and 12.5 in Beijing. `large` and `small` are the two."""

    def __init__(self, figure: str) -> None:
        super().__init__(f"could be two amounts: {figure}")
        self.large, self.small = figure.replace(".", ""), f"{Decimal(figure):.2f}"


def read_amount(text: str) -> Decimal:
    """Read an amount as people type it: 3200000, 3,200,000.50, 3 200 000, ３２０万, 320 万元, 1.5亿, 3.2 million.

    A figure grouped by dots is read when its decimals follow a comma (1.234,50). Raises DoubtfulAmount for a dot
    before three digits (12.500) without more that tells, and ValueError for what is no amount or "1,5".
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    found = _AMOUNT.fullmatch(re.sub(r"[\s'’_¥€$£]", "", plain))
    if found is None:
        raise ValueError(f"not an amount: {text}")
    figure = found["figure"]
    if not found["times"] and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", figure):
        raise DoubtfulAmount(figure)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", figure):
        figure = figure.replace(".", "").replace(",", ".")
    return Decimal(figure.replace(",", "")) * _TIMES[found["times"]]
