"""Enquiries at the top of their conversation."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from hub.accounts.queries import belongs_to
from hub.common.actors import Actor
from hub.common.bilingual import pick
from hub.messaging import subjects
from hub.workflow.services import fire
from ip_transfer.asked_about import may_know, title_asked_about
from ip_transfer.enums import EnquiryState
from ip_transfer.models import Enquiry
from ip_transfer.queries import confidential_rows
from ip_transfer.rules import is_owner


def enquiry_card(enquiry: Any, user: Any) -> subjects.SubjectCard:
    """Show the listing that the enquiry is about, with its standards."""
    listing = enquiry.listing
    title = title_asked_about(enquiry, user)
    if not may_know(listing, user):
        return subjects.SubjectCard(
            title=title.text,
            lang="",
            url="",
            state_label=enquiry.get_state_display(),
            state_tone=enquiry.tone,
            who=pick(listing.organisation, "name").text,
        )
    chips: list[subjects.Chip] = [
        {
            "number": k.standard.number,
            "url": reverse("standard", args=[k.standard.slug]),
            "role": k.get_role_display(),
            "clause": k.clause,
            "title": pick(k.standard, "title").text,
            "title_lang": pick(k.standard, "title").mark,
            "status": k.standard.get_status_display(),
        }
        for k in listing.standard_links.all()
    ]
    return subjects.SubjectCard(
        title=title.text,
        lang=title.lang,
        url=reverse("ip-listing", args=[listing.public_id]),
        chips=chips,
        state_label=enquiry.get_state_display(),
        state_tone=enquiry.tone,
        who=pick(listing.organisation, "name").text,
    )


def enquiry_panel(enquiry: Any, user: Any) -> tuple[str, dict[str, Any]]:
    """What either side can do with the enquiry, beside the talk."""
    fresh = Enquiry.objects.select_related("listing__asset", "listing__organisation", "ended_by").get(pk=enquiry.pk)
    seller = is_owner(fresh.listing, user)
    context = {
        "enquiry": fresh,
        "seller": seller,
        "may_open": seller and fresh.state == EnquiryState.QUALIFIED and not fresh.is_nameless,
        "confidential": [] if seller else confidential_rows(user, fresh.listing),
        "ended_by_us": fresh.ended_by_id is not None and belongs_to(user, fresh.ended_by_id),
    }
    return "ip_transfer/_enquiry_panel.html", context


def mark_answered(enquiry: Any, actor: Actor, now: datetime) -> None:
    """The owner's first message answers the enquiry."""
    if enquiry.state == EnquiryState.NEW and is_owner(enquiry.listing, actor.user):
        fire(enquiry, "answer", actor, now)


subjects.register(
    "ip_transfer.enquiry",
    enquiry_card,
    queryset=lambda: Enquiry.objects.select_related("listing__organisation").prefetch_related(
        "listing__standard_links__standard"
    ),
    on_message=mark_answered,
    panel=enquiry_panel,
)
