"""What people are told about listings and enquiries."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.enums import Role
from hub.accounts.queries import has_role, organisations_of
from hub.common.bilingual import pick
from hub.notifications.kinds import Line, NoticeKind, register
from ip_transfer.models import Enquiry, TransferListing
from ip_transfer.queries import visible_to


def _listings(reader: Any, ids: Sequence[int]) -> QuerySet[TransferListing]:
    return visible_to(reader).filter(pk__in=ids)


def _asked(reader: Any, ids: Sequence[int]) -> QuerySet[Enquiry]:
    mine = [o.pk for o in organisations_of(reader)]
    rows = Enquiry.objects.filter(pk__in=ids, listing__organisation__in=mine, conversation__isnull=False)
    return rows.select_related("listing", "conversation")


def _judges(reader: Any) -> bool:
    return has_role(reader, Role.REVIEWER)


def _submitted(listing: TransferListing, data: Mapping[str, Any]) -> Line:
    words = _("For review: %(title)s") % {"title": pick(listing, "title").text}
    return Line(words, reverse("ip-review", args=[listing.public_id]))


def _returned(listing: TransferListing, data: Mapping[str, Any]) -> Line:
    words = _("Returned for changes: %(title)s") % {"title": pick(listing, "title").text}
    return Line(words, reverse("ip-listing", args=[listing.public_id]))


def _published(listing: TransferListing, data: Mapping[str, Any]) -> Line:
    words = _("Published: %(title)s") % {"title": pick(listing, "title").text}
    return Line(words, reverse("ip-listing", args=[listing.public_id]))


def _enquired(enquiry: Enquiry, data: Mapping[str, Any]) -> Line:
    words = _("Enquiry about %(title)s") % {"title": pick(enquiry.listing, "title").text}
    place = enquiry.conversation.public_id if enquiry.conversation else ""
    return Line(words, reverse("conversation-detail", args=[place]))


def _kind(slug: str, title: Any, line: Any, visible: Any = _listings, **more: Any) -> NoticeKind:
    what = slug.partition(".")[2]
    return register(NoticeKind(slug, title, visible, line, template=f"ip_transfer/mail/{what}", **more))


_kind("listing.submitted", gettext_lazy("Listings that wait for review"), _submitted, concerns=_judges)
_kind("listing.returned", gettext_lazy("My listings returned for changes"), _returned)
_kind("listing.published", gettext_lazy("My listings published"), _published)
_kind("listing.enquiry", gettext_lazy("Enquiries about my listings"), _enquired, visible=_asked)
