"""Which field of a transfer listing is public and which is confidential, and to whom. Everything that shows, keeps, exports or
imports a listing reads this table.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.listings.enums import TRL_WORDS, Layer, Reader
from hub.listings.models import VALID_MONTHS
from hub.listings.schema import Field, Schema, as_date, by_choices
from hub.standards.enums import LinkRole
from hub.vocabularies.countries import country_name
from ip_transfer.enums import AssetKind, Encumbrance, LegalStatus, Mode
from ip_transfer.price import Price


def _price(kept: Any) -> str:
    return str(Price(*kept)) if kept else ""


def _owners(kept: Any) -> str:
    rows = [f"{name} ({share:g} %)" if share is not None else name for name, share in kept or []]
    return _(", ").join(rows)


def territory_words(codes: Any) -> str:
    """Return a territory in words; an empty list is the whole world."""
    return _(", ").join(country_name(c) for c in codes) if codes else _("Worldwide")


def term_words(months: Any) -> str:
    """Return a term in words; none is the life of the right."""
    return _("%(count)s months") % {"count": months} if months else _("For the life of the right")


def _standards(kept: Any) -> str:
    roles = dict(LinkRole.choices)
    rows = [" ".join(filter(None, (number, str(roles.get(role, role)), clause))) for number, role, clause in kept or []]
    return _("; ").join(rows)


def _datasheet(kept: Any) -> str:
    return kept[1] if kept else ""


OWNER, REVIEWER, BUYER = Reader.OWNER, Reader.REVIEWER, Reader.BUYER

SCHEMA = Schema(
    Field("title_zh", gettext_lazy("Title in Chinese")),
    Field("title_en", gettext_lazy("Title in English")),
    Field("summary_zh", gettext_lazy("Summary in Chinese"), long=True),
    Field("summary_en", gettext_lazy("Summary in English"), long=True),
    Field("kind", gettext_lazy("Kind of right"), "asset.kind", words=by_choices(AssetKind.choices)),
    Field("number", gettext_lazy("Publication or registration number"), "asset.number"),
    Field("application_number", gettext_lazy("Application number"), "asset.application_number"),
    Field("office", gettext_lazy("Office"), "asset.office"),
    Field("legal_status", gettext_lazy("Legal status"), "asset.legal_status", words=by_choices(LegalStatus.choices)),
    Field("legal_status_at", gettext_lazy("Status as of"), "asset.legal_status_at", words=as_date),
    Field("filed_date", gettext_lazy("Filed"), "asset.filed_date", words=as_date),
    Field("granted_date", gettext_lazy("Granted on"), "asset.granted_date", words=as_date),
    Field("expires_date", gettext_lazy("Expires"), "asset.expires_date", words=as_date),
    Field("owners", gettext_lazy("Owners"), "asset.owners", words=_owners),
    Field("encumbrances", gettext_lazy("Encumbrances"), "asset.encumbrances", words=by_choices(Encumbrance.choices)),
    Field("ipc", gettext_lazy("IPC symbols"), "asset.ipc"),
    Field("trl", gettext_lazy("Technology readiness"), words=by_choices(TRL_WORDS.items())),
    Field("trl_evidence", gettext_lazy("Evidence of readiness")),
    Field("mode", gettext_lazy("Offered as"), words=by_choices(Mode.choices)),
    Field("price", gettext_lazy("Price"), "price_kept", words=_price),
    Field("same_terms", gettext_lazy("The same terms for everybody")),
    Field("field_of_use", gettext_lazy("Field of use")),
    Field("territory", gettext_lazy("Territory"), words=territory_words),
    Field("term_months", gettext_lazy("Term"), words=term_words),
    Field("valid_months", gettext_lazy("Valid for"), words=by_choices(VALID_MONTHS)),
    Field("standards", gettext_lazy("Standards"), "standards_kept", words=_standards),
    Field("datasheet", gettext_lazy("Data sheet"), "datasheet_kept", words=_datasheet),
    Field(
        "details",
        gettext_lazy("Technical details"),
        "confidential.details",
        Layer.CONFIDENTIAL,
        frozenset({OWNER, REVIEWER, BUYER}),
        long=True,
    ),
    Field(
        "unpublished_number",
        gettext_lazy("Unpublished application"),
        "confidential.unpublished_number",
        Layer.CONFIDENTIAL,
        frozenset({OWNER, REVIEWER}),
    ),
    Field(
        "negotiation",
        gettext_lazy("What you would accept"),
        "confidential.negotiation",
        Layer.CONFIDENTIAL,
        frozenset({OWNER}),
        long=True,
    ),
)
CONFIDENTIAL_NAMES = tuple(f.name for f in SCHEMA.of_layer(Layer.CONFIDENTIAL))
