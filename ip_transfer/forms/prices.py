"""A price that fits its kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.money_field import money_of
from ip_transfer.enums import Mode, PriceKind

# Which of the fields each kind of price needs, and which it may have.
NEEDS = {
    PriceKind.ON_REQUEST: (),
    PriceKind.POSTED: ("price", "price_currency"),
    PriceKind.RANGE: ("price", "price_max", "price_currency"),
    PriceKind.ROYALTY: ("royalty",),
}
MAY_HAVE = {PriceKind.ROYALTY: ("price", "price_currency")}
_MISSING = {
    "price": _("Enter the amount, or choose “On request”."),
    "price_max": _("Enter the upper end of the range."),
    "price_currency": _("Choose the currency."),
    "royalty": _("Enter the royalty in percent."),
}
# What is said of an amount that does not belong to the kind of price.
EXTRA = {
    "price": _("You entered an amount: choose “Posted price”, or clear the amount."),
    "price_max": _("Only a price range has an upper end: clear it, or choose “Price range”."),
    "royalty": _("You entered a royalty: choose “Royalty”, or clear it."),
}


def refuse_extra(form: forms.Form, data: dict[str, Any]) -> None:
    """Complain about amounts that do not belong to the kind of price: a table has no page that shows what is kept of it."""
    if (kind := data.get("price_kind")) is None:
        return
    for name in (name for name in EXTRA if data.get(name) and name not in _fields_of(kind)):
        form.add_error("price_kind" if name == "price" else name, EXTRA[name])


def clean_price(form: forms.Form, data: dict[str, Any]) -> None:
    """Judge the price fields of a form and put the amounts to keep into its data; errors stand beside their fields.

    What does not belong to the chosen kind of price is not kept, whatever stands in it.
    """
    data.update(price_minor=None, price_max_minor=None, royalty_bp=None)
    kind = data.get("price_kind")
    if kind is None:
        return
    for name in {*EXTRA, "price_currency"} - _fields_of(kind):
        form.errors.pop(name, None)
        data[name] = None
    _complain(form, data, kind)
    if data.get("royalty") and kind == PriceKind.ROYALTY:
        data["royalty_bp"] = int(data["royalty"] * 100)
    currency = data.get("price_currency") or ""
    data["price_minor"] = _minor(form, "price", data.get("price"), currency)
    data["price_max_minor"] = _minor(form, "price_max", data.get("price_max"), currency)
    if data["price_minor"] is None:
        data["price_currency"] = ""
    if data["price_max_minor"] and data["price_minor"] and data["price_max_minor"] <= data["price_minor"]:
        form.add_error("price_max", _("The upper end must lie above the lower one."))
    if data.get("mode") == Mode.OPEN_LICENCE:
        _clean_open_licence(form, data, kind)
    elif data.get("same_terms"):
        data["same_terms"] = False


def _fields_of(kind: str) -> set[str]:
    return {*NEEDS[PriceKind(kind)], *MAY_HAVE.get(PriceKind(kind), ())}


def _complain(form: forms.Form, data: dict[str, Any], kind: str) -> None:
    for name in NEEDS[PriceKind(kind)]:
        if not data.get(name) and name not in form.errors:
            form.add_error(name, _MISSING[name])
    if kind == PriceKind.ROYALTY and data.get("price") and not data.get("price_currency"):
        form.add_error("price_currency", _MISSING["price_currency"])


def _minor(form: forms.Form, name: str, amount: Decimal | None, currency: str) -> int | None:
    if not amount or not currency:
        return None
    try:
        return money_of(amount, currency).minor
    except forms.ValidationError as refusal:
        form.add_error(name, refusal)
        return None


def _clean_open_licence(form: forms.Form, data: dict[str, Any], kind: str) -> None:
    if kind != PriceKind.POSTED:
        form.add_error("price_kind", _("An open licence needs a posted price."))
    if not data.get("same_terms"):
        form.add_error("same_terms", _("An open licence is the same for everybody: tick this, or choose another mode."))
