"""What an owner should look at again before a listing becomes public."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from hub.listings.enums import Layer
from ip_transfer.models import TransferListing
from ip_transfer.schema import SCHEMA

_SECRET = re.compile(
    r"confidential|trade secret|internal use|do not (?:share|distribute)|保密|机密|秘密|内部资料|请勿外传", re.I
)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:\+?\d[\d\s-]{8,}\d)|微信|WeChat|https?://", re.I)
_TEXTS = ("title_zh", "title_en", "summary_zh", "summary_en", "field_of_use", "trl_evidence")


def public_rows(listing: TransferListing) -> list[tuple[str, str]]:
    """Return every field of the public layer with its value in words: what becomes public, in the form's order."""
    rows = [(str(f.label), f.words(f.value(listing))) for f in SCHEMA.of_layer(Layer.PUBLIC)]
    return [(label, words) for label, words in rows if words]


def warnings_of(listing: TransferListing) -> list[str]:
    """Return what looks as if it should not become public: marks of secrecy, ways of contact, an unpublished number."""
    found = []
    texts = {name: str(getattr(listing, name)) for name in _TEXTS}
    for name, text in texts.items():
        values = {"field": SCHEMA.by_name[name].label}
        if _SECRET.search(text):
            found.append(_("%(field)s holds a word that marks secrets.") % values)
        if _CONTACT.search(text):
            found.append(
                _("%(field)s holds an address or a number to call: enquiries reach you through the Hub.") % values
            )
    kept = getattr(listing, "confidential", None)
    hidden = _bare(kept.unpublished_number) if kept else ""
    if hidden and hidden in _bare(" ".join([*texts.values(), listing.asset.number, listing.asset.application_number])):
        found.append(_("The unpublished application number stands in a public field."))
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper()
