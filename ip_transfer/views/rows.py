"""The tables of the dashboard, the review desk and the import, as the component for tables takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hub.common.bilingual import Shown, pick
from hub.common.tables import Cell, Column, Head, Row, Sort, heads
from ip_transfer.asked_about import title_asked_about
from ip_transfer.asker import asker_of
from ip_transfer.models import Enquiry, TransferListing

NONE = "–"


@dataclass(frozen=True)
class Table:
    """Heads and rows of one table."""

    heads: list[Head]
    rows: list[Row]


def table(columns: Iterable[tuple[str | Promise, str]], rows: Iterable[Row]) -> Table:
    """Build a table nobody sorts; each column is its label and its look: "" for words, "r" for numbers, "nowrap" for dates."""
    built = [Column("", label, numeric=look == "r", short=look == "nowrap") for label, look in columns]
    return Table(heads(built, Sort(""), QueryDict()), list(rows))


def _day(moment: date | datetime | None) -> str:
    if moment is None:
        return NONE
    return date_format(localtime(moment) if isinstance(moment, datetime) else moment, "SHORT_DATE_FORMAT")


def _linked(shown: Shown, url: str = "") -> Cell:
    return Cell(shown.text, url=url, lang=shown.mark)


def _titled(listing: TransferListing, url: str = "") -> Cell:
    return _linked(pick(listing, "title"), url)


def _state(thing: TransferListing | Enquiry, hint: str | Promise = "") -> Cell:
    return Cell(thing.get_state_display(), tone=thing.tone, hint=hint)


def _days_ago(moment: datetime, now: datetime) -> str:
    days = (now - moment).days
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _waiting(moment: datetime, now: datetime) -> str:
    days = (now - moment).days
    return ngettext("waits for %(n)s day", "waits for %(n)s days", days) % {"n": days}


def listings_table(listings: Iterable[TransferListing], next_steps: Mapping[str, str | Promise]) -> Table:
    """The owner's listings: state, what is next, until when they are valid, and the enquiries that are open."""
    columns = (
        (_("Listing"), ""),
        (_("State"), ""),
        (_("What is next"), ""),
        (_("Valid until"), "nowrap"),
        (_("Open enquiries"), ""),
    )
    return table(columns, (_listing_row(listing, next_steps) for listing in listings))


def _listing_row(listing: Any, next_steps: Mapping[str, str | Promise]) -> Row:
    waiting = _("%(n)s waiting") % {"n": listing.waiting_count} if listing.waiting_count else ""
    state, until = _state(listing), _day(listing.valid_until)
    enquiries = Cell(listing.open_count, hint=waiting)
    return Row([_titled(listing, _page(listing)), state, next_steps[listing.state] or NONE, until, enquiries])


def own_table(listings: Iterable[TransferListing]) -> Table:
    """The listings of a person's organisations on their home page, with the standards they stand for."""
    columns = ((_("Listing"), ""), (_("Standards"), ""), (_("State"), ""), (_("Changed"), "nowrap"))
    rows = (Row([_titled(o, _page(o)), _numbers(o), _state(o), _day(o.updated_at)]) for o in listings)
    return table(columns, rows)


def _page(listing: TransferListing) -> str:
    return reverse("ip-listing", args=[listing.public_id])


def _numbers(listing: TransferListing) -> str:
    return _(", ").join(link.standard.number for link in listing.standard_links.all()) or NONE


def enquiries_table(enquiries: Iterable[Enquiry], own: AbstractSet[int], now: datetime) -> Table:
    """Enquiries to an owner: who asks as far as it is known, since when, and until when an answer is due."""
    columns = (
        (pgettext("who asks", "From"), ""),
        (_("Listing"), ""),
        (_("State"), ""),
        (_("Age"), "nowrap"),
        (_("Answer by"), "nowrap"),
    )
    return table(columns, (_enquiry_row(enquiry, own, now) for enquiry in enquiries))


def _enquiry_row(enquiry: Enquiry, own: AbstractSet[int], now: datetime) -> Row:
    asker = asker_of(enquiry, own)
    due: Cell | str = NONE
    if enquiry.state == "new":
        late = enquiry.answer_due_at < now
        due = Cell(_day(enquiry.answer_due_at), tone="danger" if late else "", hint=_("Late") if late else "")
    who = Cell(asker.text, url=enquiry.get_absolute_url(), lang=asker.mark)
    state = _state(enquiry, enquiry.get_reason_display() if enquiry.reason else "")
    return Row([who, _titled(enquiry.listing), state, _days_ago(enquiry.created_at, now), due])


def asked_table(enquiries: Iterable[Enquiry], user: Any) -> Table:
    """Enquiries that a seeker made; a listing that is not public any more keeps its title to itself."""
    columns = ((_("Listing"), ""), (_("Owner"), ""), (_("State"), ""), (_("Sent"), "nowrap"))
    return table(columns, (_asked_row(enquiry, user) for enquiry in enquiries))


def _asked_row(enquiry: Enquiry, user: Any) -> Row:
    title = _linked(title_asked_about(enquiry, user), enquiry.get_absolute_url())
    owner = _linked(pick(enquiry.listing.organisation, "name"))
    return Row([title, owner, _state(enquiry), _day(enquiry.created_at)])


def waiting_table(listings: Iterable[TransferListing], now: datetime) -> Table:
    """What waits for a reviewer or a publisher, with how long."""
    columns = (
        (_("Listing"), ""),
        (_("Organisation"), ""),
        (_("Standards"), ""),
        (_("State"), ""),
        (_("Submitted"), "nowrap"),
    )
    return table(columns, (_waiting_row(listing, now) for listing in listings))


def _waiting_row(listing: TransferListing, now: datetime) -> Row:
    since = listing.submitted_at
    submitted = Cell(_day(since), hint=_waiting(since, now) if since else "")
    owner = _linked(pick(listing.organisation, "name"))
    return Row([_case(listing), owner, _numbers(listing), _state(listing), submitted])


def _case(listing: TransferListing) -> Cell:
    return _titled(listing, reverse("ip-review", args=[listing.public_id]))


def decided_table(listings: Iterable[Any]) -> Table:
    """What this reviewer judged."""
    columns = ((_("Listing"), ""), (_("Organisation"), ""), (_("State"), ""), (_("Judged"), "nowrap"))
    rows = (Row([_case(o), _linked(pick(o.organisation, "name")), _state(o), _day(o.judged_at)]) for o in listings)
    return table(columns, rows)


def unanswered_table(enquiries: Iterable[Enquiry]) -> Table:
    """Enquiries whose owner does not answer."""
    columns = ((_("Listing"), ""), (_("Owner"), ""), (_("Asked"), "nowrap"))
    return table(columns, (_unanswered_row(enquiry) for enquiry in enquiries))


def _unanswered_row(enquiry: Enquiry) -> Row:
    owner = _linked(pick(enquiry.listing.organisation, "name"))
    return Row([_titled(enquiry.listing, _page(enquiry.listing)), owner, _day(enquiry.created_at)])


def import_table(rows: Iterable[dict[str, Any]]) -> Table:
    """The rows of a table that was sent: what becomes of each, with what is wrong beside the column's name."""
    columns = ((_("Listing"), ""), (_("Row"), "nowrap"), (_("Outcome"), ""), (_("Errors"), ""))
    return table(columns, map(_import_row, rows))


def _import_row(row: dict[str, Any]) -> Row:
    url = reverse("ip-listing", args=[row["listing"]]) if row["listing"] else ""
    wrong = [_("%(column)s: %(errors)s") % {"column": name, "errors": " ".join(texts)} for name, texts in row["errors"]]
    return Row(
        [replace(row["title"], url=url), row["place"], Cell(row["label"], tone=row["tone"]), "\n".join(wrong) or NONE]
    )


def columns_table(labels: Mapping[str, str]) -> Table:
    """The columns that a table may have, with their short names."""
    rows = (Row([label, format_html("<code>{}</code>", name)]) for name, label in labels.items())
    return table(((_("Column"), ""), (_("Short name"), "")), rows)
