"""What people are told about listings and enquiries."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import has_role, organisations_of
from hub.common.bilingual import pick
from hub.notifications.kinds import Line, NoticeKind, register
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.queries import visible_to

Text = str | Promise


def _listings(reader: Any, ids: Sequence[int]) -> QuerySet[TransferListing]:
    return visible_to(reader).filter(pk__in=ids)


def _enquiries(reader: Any, ids: Sequence[int]) -> QuerySet[Enquiry]:
    mine = [o.pk for o in organisations_of(reader)]
    theirs = Q(listing__organisation__in=mine) | Q(organisation__in=mine, listing__state="published")
    rows = Enquiry.objects.filter(theirs, pk__in=ids, conversation__isnull=False)
    return rows.select_related("listing", "conversation")


def _late_ones(reader: Any, ids: Sequence[int]) -> QuerySet[Enquiry]:
    rows = Enquiry.objects.filter(pk__in=ids).select_related("listing")
    return rows if _judges(reader) else rows.none()


def _judges(reader: Any) -> bool:
    return has_role(reader, Role.REVIEWER)


def _about_listing(what: str, title: Text, words: Text, page: str = "ip-listing", **more: Any) -> None:
    """Declare a kind about a listing: what preferences call it, its line, and the page it leads to."""

    def line(listing: TransferListing, data: Mapping[str, Any]) -> Line:
        return Line(str(words) % {"title": pick(listing, "title").text}, reverse(page, args=[listing.public_id]))

    template = f"ip_transfer/mail/{what}"
    register(NoticeKind(f"listing.{what}", title, _listings, line, template=template, **more))


def _about_enquiry(what: str, title: Text, words: Text, visible: Any = _enquiries, **more: Any) -> None:
    """Declare a kind about an enquiry; it leads to the talk, or (for advisers) to the desk."""

    def line(enquiry: Enquiry, data: Mapping[str, Any]) -> Line:
        url = reverse("ip-review-desk") if visible is _late_ones else enquiry.get_absolute_url()
        return Line(str(words) % {"title": pick(enquiry.listing, "title").text}, url)

    template = f"ip_transfer/mail/{what}"
    register(NoticeKind(f"listing.{what}", title, visible, line, template=template, **more))


_about_listing(
    "submitted", _("Listings that wait for review"), _("For review: %(title)s"), "ip-review", concerns=_judges
)
_about_listing("returned", _("My listings returned for changes"), _("Returned for changes: %(title)s"))
_about_listing("rejected", _("My listings not accepted"), _("Not accepted: %(title)s"))
_about_listing("published", _("My listings published"), _("Published: %(title)s"))
_about_listing("expires_month", _("My listings that end in a month"), _("Ends in a month: %(title)s"), "ip-renew")
_about_listing("expires_week", _("My listings that end in a week"), _("Ends in a week: %(title)s"), "ip-renew")
_about_listing("expired", _("My listings that ended"), _("Ended: %(title)s"), "ip-renew")
_about_enquiry("enquiry", _("Enquiries about my listings"), _("Enquiry about %(title)s"))
_about_enquiry("reminder", _("Enquiries that wait for my answer"), _("Waiting for your answer: %(title)s"))
_about_enquiry("revealed", _("Names shown in enquiries"), _("Name shown: %(title)s"))
_about_enquiry("qualified", _("My enquiries taken further"), _("The owner wants to go on: %(title)s"))
_about_enquiry("details_opened", _("Confidential details opened to me"), _("Confidential details opened: %(title)s"))
_about_enquiry(
    "escalated", _("Enquiries without an answer"), _("No answer for ten days: %(title)s"), _late_ones, concerns=_judges
)
