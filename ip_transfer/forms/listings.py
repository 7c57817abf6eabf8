"""A patent or other right, and the terms on which it is offered."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.money import CURRENCIES, Money
from hub.listings.enums import TRL_CHOICES
from hub.messaging.rules import body_problem, clean_body
from hub.standards.enums import LinkRole
from hub.standards.models import Standard
from hub.standards.queries import find_by_number
from ip_transfer.enums import AssetKind, LegalStatus, Mode, PriceKind
from ip_transfer.models import TransferListing

_OFFICE = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9/.\- ]*")
ASSET_FIELDS = ("kind", "office", "number", "legal_status")
OFFER_FIELDS = ("title_en", "title_zh", "summary_en", "summary_zh", "trl", "mode", "price_kind")


class ListingForm(forms.Form):
    """One page: what the right is, what it does in either language, and on which terms it is offered."""

    kind = forms.ChoiceField(label=_("Kind of right"), choices=AssetKind.choices)
    number = forms.CharField(
        label=_("Publication or registration number"),
        max_length=40,
        required=False,
        help_text=_("For example CN 115602795 B. Leave it empty for know-how."),
    )
    office = forms.CharField(
        label=_("Office"),
        max_length=2,
        required=False,
        help_text=_("Two letters: CN, US, EP, WO. Read from the number when you leave it empty."),
    )
    legal_status = forms.ChoiceField(label=_("Legal status"), choices=LegalStatus.choices)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=160, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    summary_zh = forms.CharField(
        label=_("Summary in Chinese"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Public. Nothing confidential."),
    )
    summary_en = forms.CharField(
        label=_("Summary in English"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Public. Nothing confidential."),
    )
    trl = forms.TypedChoiceField(
        label=_("Technology readiness"), choices=[("", _("Not stated")), *TRL_CHOICES], coerce=int, empty_value=None, required=False,
        help_text=_("1 is a principle observed, 9 is proven in use (ISO 16290)."),
    )  # fmt: skip
    mode = forms.ChoiceField(label=_("Offered as"), choices=Mode.choices)
    price_kind = forms.ChoiceField(label=_("Price"), choices=PriceKind.choices, widget=forms.RadioSelect)
    price = forms.DecimalField(
        label=_("Amount"), required=False, min_value=Decimal("0.01"), max_value=Decimal("1e12"), decimal_places=2
    )
    price_currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[("", "–"), *((c, c) for c in CURRENCIES)]
    )

    def clean_number(self) -> str:
        """Fold the number to capitals; refuse what no office prints."""
        number = " ".join(str(self.cleaned_data["number"]).upper().split())
        if number and not _NUMBER.fullmatch(number):
            raise forms.ValidationError(_("Use letters, digits, spaces, dots, dashes and slashes only."))
        return number

    def clean_office(self) -> str:
        """Two letters, or none."""
        office = str(self.cleaned_data["office"]).upper()
        if office and not _OFFICE.fullmatch(office):
            raise forms.ValidationError(_("Enter the two letters of the office, such as CN."))
        return office

    def clean(self) -> dict[str, Any]:
        """One language is enough; a posted price has an amount and a currency; registered rights have a number."""
        data = super().clean() or {}
        if not data.get("title_en") and not data.get("title_zh") and "title_en" not in self.errors:
            self.add_error("title_zh", _("Enter a title in Chinese, in English, or both."))
        if data.get("kind") not in (AssetKind.KNOW_HOW, None) and "number" in data and not data["number"]:
            self.add_error("number", _("Enter the number. Only know-how has none."))
        if data.get("number") and "office" in data and not data["office"] and _OFFICE.match(data["number"]):
            data["office"] = data["number"][:2]
        self._clean_price(data)
        return data

    def _clean_price(self, data: dict[str, Any]) -> None:
        data["money"] = None
        if data.get("price_kind") != PriceKind.POSTED:
            if data.get("price"):
                self.add_error("price_kind", _("You entered an amount: choose “Posted price”, or clear the amount."))
            return
        if not data.get("price") and "price" not in self.errors:
            self.add_error("price", _("Enter the amount, or choose “On request”."))
        if not data.get("price_currency"):
            self.add_error("price_currency", _("Choose the currency."))
        elif data.get("price"):
            try:
                data["money"] = Money.of(data["price"], data["price_currency"])
            except ValueError:
                self.add_error("price", _("This currency has no smaller unit: enter a whole amount."))

    @property
    def asset(self) -> dict[str, Any]:
        """The cleaned part that describes the right."""
        return {f: self.cleaned_data[f] for f in ASSET_FIELDS}

    @property
    def offer(self) -> dict[str, Any]:
        """The cleaned part that describes the offer."""
        money: Money | None = self.cleaned_data["money"]
        price = {"price_minor": money.minor if money else None, "price_currency": money.currency if money else ""}
        return {**{f: self.cleaned_data[f] for f in OFFER_FIELDS}, **price}


def initial_of(listing: TransferListing) -> dict[str, Any]:
    """Return the form's initial values for an existing draft."""
    values = {f: getattr(listing.asset, f) for f in ASSET_FIELDS} | {f: getattr(listing, f) for f in OFFER_FIELDS}
    if listing.price:
        values |= {"price": listing.price.amount, "price_currency": listing.price.currency}
    return values


class StandardLinkForm(forms.Form):
    """Tie something to a standard, by its number in any form people type it."""

    number = forms.CharField(
        label=_("Number of the standard"),
        max_length=100,
        help_text=_("In any form: T/ZSA 12-2026, t/zsa12, gbt36276, IEC 62660-3."),
    )
    role = forms.ChoiceField(label=_("Role towards the standard"), choices=LinkRole.choices)
    clause = forms.CharField(label=_("Clause"), max_length=20, required=False, help_text=_("For example 6.2."))
    standard: Standard

    def clean_number(self) -> str:
        """Find the standard that is meant."""
        typed = str(self.cleaned_data["number"])
        found = find_by_number(typed)
        if found is None:
            raise forms.ValidationError(
                _("“%(number)s” is not in the registry. Check the number, or leave out the year."),
                params={"number": typed},
            )
        self.standard = found
        return typed


class DatasheetForm(forms.Form):
    """A data sheet that everybody who sees the listing may read."""

    datasheet = forms.FileField(
        label=_("Data sheet"), help_text=_("PDF, PNG or JPEG, up to 20 MB. Public with the listing.")
    )


class EnquiryForm(forms.Form):
    """The first question to the owner."""

    message = forms.CharField(
        label=_("Your question"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what you need it for and what you want to know."),
    )
    client_uuid = forms.UUIDField(widget=forms.HiddenInput)

    def clean_message(self) -> str:
        """Judge the text as the conversation will: control characters alone are no question."""
        body = clean_body(str(self.cleaned_data["message"]))
        if problem := body_problem(body):
            raise forms.ValidationError(str(problem))
        return body
