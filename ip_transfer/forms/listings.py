"""A patent or other right, what it does, the terms on which it is offered, and what only some may read."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.day_field import DayField
from hub.common.money import CURRENCIES
from hub.common.money_field import AmountField
from hub.common.plain_text import PlainCharField
from hub.listings.enums import TRL_WORDS
from hub.listings.models import VALID_MONTHS
from hub.vocabularies.countries import find_country
from hub.vocabularies.patent_numbers import NotAPatentNumber, parse_application, parse_publication
from ip_transfer.enums import PATENT_KINDS, AssetKind, Encumbrance, LegalStatus, Mode, PriceKind
from ip_transfer.forms.parts import CountriesField, IpcField, OwnersField
from ip_transfer.forms.prices import clean_price
from ip_transfer.models import TransferConfidential, TransferListing
from ip_transfer.schema import CONFIDENTIAL_NAMES

_OFFICE = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9/.\- ]*")
ASSET_FIELDS = (
    "kind", "office", "number", "application_number", "legal_status", "legal_status_at", "filed_date", "granted_date",
    "expires_date", "owners", "encumbrances", "ipc",
)  # fmt: skip
OFFER_FIELDS = (
    "title_en", "title_zh", "summary_en", "summary_zh", "trl", "trl_evidence", "mode", "price_kind", "same_terms",
    "field_of_use", "territory", "term_months", "valid_months",
)  # fmt: skip
PRICE_FIELDS = ("price_minor", "price_max_minor", "price_currency", "royalty_bp")
SECRET = _("Confidential: never public, in no search, feed, mail or export of others.")


def _day(label: Any) -> DayField:
    return DayField(label=label, required=False)


# What a browser's tab keeps of a form while it is written (drafts.js) leaves these fields out.
_UNKEPT = {"data-unkept": ""}


def _text(label: Any, rows: int, limit: int, hint: Any, attrs: dict[str, str] | None = None) -> PlainCharField:
    area = forms.Textarea(attrs={"rows": rows, **(attrs or {})})
    return PlainCharField(label=label, max_length=limit, required=False, widget=area, help_text=hint)


class ListingForm(forms.Form):
    """One page in four groups: the right, what it does in either language, the terms, and the confidential layer."""

    kind = forms.ChoiceField(label=_("Kind of right"), choices=AssetKind.choices)
    number = PlainCharField(
        label=_("Publication or registration number"), max_length=40, required=False,
        help_text=_("For example CN 115602795 B. Leave it empty for know-how."),
    )  # fmt: skip
    application_number = PlainCharField(
        label=_("Application number"), max_length=40, required=False,
        help_text=_("Only once it is public. For example CN 202310699744.2 or PCT/CN2024/101234."),
    )  # fmt: skip
    office = PlainCharField(
        label=_("Office"), max_length=2, required=False,
        help_text=_("Two letters: CN, US, EP, WO. Read from the number when you leave it empty."),
    )  # fmt: skip
    legal_status = forms.ChoiceField(label=_("Legal status"), choices=LegalStatus.choices)
    legal_status_at = _day(_("Status as of"))
    filed_date, granted_date, expires_date = _day(_("Filed")), _day(_("Granted on")), _day(_("Expires"))
    owners = OwnersField(
        label=_("Owners"),
        help_text=_("One a line, with the share: “Hanze Battery, 60 %”. Empty: your organisation alone."),
    )
    encumbrances = forms.MultipleChoiceField(
        label=_("Encumbrances"), choices=Encumbrance.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("What rests on the right and goes with it."),
    )  # fmt: skip
    ipc = IpcField(label=_("IPC symbols"), help_text=_("Up to ten, such as H01M 4/04, H01M 10/0525."))
    title_zh = PlainCharField(label=_("Title in Chinese"), max_length=160, required=False)
    title_en = PlainCharField(label=_("Title in English"), max_length=160, required=False)
    summary_zh = _text(_("Summary in Chinese"), 5, 600, _("Public. Nothing confidential."))
    summary_en = _text(_("Summary in English"), 5, 600, _("Public. Nothing confidential."))
    trl = forms.TypedChoiceField(
        label=_("Technology readiness"), choices=[("", _("Not stated")), *TRL_WORDS.items()], coerce=int, empty_value=None, required=False,
        help_text=_("1 is a principle observed, 9 is proven in use (ISO 16290)."),
    )  # fmt: skip
    trl_evidence = PlainCharField(
        label=_("Evidence of readiness"), max_length=300, required=False,
        help_text=_("From TRL 4 on: what was built, tested or sold, and where. Public."),
    )  # fmt: skip
    mode = forms.ChoiceField(label=_("Offered as"), choices=Mode.choices)
    price_kind = forms.ChoiceField(
        label=_("Price"), choices=PriceKind.choices, widget=forms.RadioSelect,
        help_text=_("Only the fields of the price you choose are kept."),
    )  # fmt: skip
    price = AmountField(
        label=_("Amount"), required=False,
        help_text=_("The posted price, the lower end of the range, or the least royalty of a year."),
    )  # fmt: skip
    price_max = AmountField(label=_("Upper end of the range"), required=False)
    price_currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[("", "–"), *((c, c) for c in CURRENCIES)]
    )
    royalty = forms.DecimalField(
        label=_("Royalty in percent of net sales"), required=False, min_value=Decimal("0.01"), max_value=Decimal(100), decimal_places=2
    )  # fmt: skip
    same_terms = forms.BooleanField(
        label=_("Everybody who notifies us and pays is licensed on the same terms"), required=False,
        help_text=_("An open licence needs this, and a posted price."),
    )  # fmt: skip
    field_of_use = PlainCharField(
        label=_("Field of use"),
        max_length=200,
        required=False,
        help_text=_("Empty: any use. For example: stationary storage."),
    )
    territory = CountriesField(
        find=find_country, label=_("Territory"), help_text=_("Countries between commas. Empty: worldwide.")
    )
    term_months = forms.IntegerField(
        label=_("Term in months"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Empty: for the life of the right."),
    )
    valid_months = forms.TypedChoiceField(
        label=_("Public for"), choices=VALID_MONTHS, coerce=int, initial=12, required=False, empty_value=None,
        help_text=_("Then it ends by itself; you are told before and renew it in one step."),
    )  # fmt: skip
    details = _text(
        _("Technical details"), 8, 6000, _("For reviewers, and for buyers whom you open it to. Confidential."), _UNKEPT
    )
    unpublished_number = PlainCharField(
        label=_("Unpublished application"),
        max_length=40,
        required=False,
        help_text=_("For reviewers only. Confidential."),
        widget=forms.TextInput(attrs=_UNKEPT),
    )
    negotiation = _text(_("What you would accept"), 3, 2000, _("For your organisation only. Confidential."), _UNKEPT)

    def clean_number(self) -> str:
        """Fold the number to capitals; refuse what no office prints. Patents follow the rules of their office."""
        number = " ".join(str(self.cleaned_data["number"]).upper().split())
        if number and self.cleaned_data.get("kind") in PATENT_KINDS:
            return self._parsed(parse_publication, number)
        if number and not _NUMBER.fullmatch(number):
            raise forms.ValidationError(_("Use letters, digits, spaces, dots, dashes and slashes only."))
        return number

    def clean_application_number(self) -> str:
        """Read it by the rules of its office, check digit included."""
        number = " ".join(str(self.cleaned_data["application_number"]).upper().split())
        patent = self.cleaned_data.get("kind") in PATENT_KINDS
        return self._parsed(parse_application, number) if number and patent else number

    def _parsed(self, parse: Any, number: str) -> str:
        try:
            return str(parse(number).text)
        except NotAPatentNumber as problem:
            raise forms.ValidationError(str(problem.reason)) from problem

    def clean_office(self) -> str:
        """Two letters, or none."""
        office = str(self.cleaned_data["office"]).upper()
        if office and not _OFFICE.fullmatch(office):
            raise forms.ValidationError(_("Enter the two letters of the office, such as CN."))
        return office

    def clean(self) -> dict[str, Any]:
        """One language is enough; registered rights have a number; dates come in order; the price fits its kind."""
        data = super().clean() or {}
        if not data.get("title_en") and not data.get("title_zh") and "title_en" not in self.errors:
            self.add_error("title_zh", _("Enter a title in Chinese, in English, or both."))
        numbered = data.get("number") or data.get("application_number")
        if data.get("kind") not in (AssetKind.KNOW_HOW, None) and "number" in data and not numbered:
            self.add_error("number", _("Enter the number. Only know-how has none."))
        if data.get("number") and "office" in data and not data["office"] and _OFFICE.match(data["number"]):
            data["office"] = data["number"][:2]
        data["valid_months"] = data.get("valid_months") or 12
        self._clean_dates(data)
        self.judge_price(data)
        return data

    def judge_price(self, data: dict[str, Any]) -> None:
        """Keep what belongs to the chosen kind of price; the page shows only those fields."""
        clean_price(self, data)

    def _clean_dates(self, data: dict[str, Any]) -> None:
        days = [(name, data.get(name)) for name in ("filed_date", "granted_date", "expires_date")]
        known = [(name, day) for name, day in days if day]
        for (_earlier, before), (name, after) in pairwise(known):
            if after < before:
                self.add_error(name, _("This day lies before the one above it."))

    @property
    def asset(self) -> dict[str, Any]:
        """The cleaned part that describes the right."""
        return {f: self.cleaned_data[f] for f in ASSET_FIELDS}

    @property
    def offer(self) -> dict[str, Any]:
        """The cleaned part that describes the offer."""
        return {f: self.cleaned_data[f] for f in (*OFFER_FIELDS, *PRICE_FIELDS)}

    @property
    def confidential(self) -> dict[str, str]:
        """The cleaned part that stays confidential."""
        return {f: self.cleaned_data[f] for f in CONFIDENTIAL_NAMES}


def initial_of(listing: TransferListing) -> dict[str, Any]:
    """Return the form's initial values for an existing draft."""
    kept = TransferConfidential.objects.filter(listing=listing).first()
    values = {f: getattr(listing.asset, f) for f in ASSET_FIELDS} | {f: getattr(listing, f) for f in OFFER_FIELDS}
    values |= {f: getattr(kept, f) if kept else "" for f in CONFIDENTIAL_NAMES}
    price = listing.price
    return values | {
        "price": price.low.amount if price.low else None,
        "price_max": price.high.amount if price.high else None,
        "price_currency": price.currency,
        "royalty": price.royalty,
    }
