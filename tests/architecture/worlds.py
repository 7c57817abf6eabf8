"""A small world in which somebody owns private things that hold a canary word, and one of each kind of person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from hub.accounts.enums import Role
from hub.messaging.models import Conversation
from hub.outbox.services import drain
from hub.standards.models import Standard
from ip_transfer.models import TransferListing
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.services.listings import attach_datasheet
from tests.architecture.gates.table import OFFICERS
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing, make_standard
from tests.factories.uploads import make_pdf, upload

CANARY = "zanzibar-canary-7741"


@dataclass(frozen=True)
class World:
    """What exists: the owner's private draft, a submitted and a published listing, and a conversation."""

    draft: TransferListing
    submitted: TransferListing
    standard: Standard
    conversation: Conversation
    clients: dict[str, Client]

    @property
    def arguments(self) -> dict[str, Any]:
        """What addresses are made of, by name."""
        return {
            "draft": self.draft.public_id,
            "submitted": self.submitted.public_id,
            "conversation": self.conversation.public_id,
            "standard": self.standard.slug,
            "organisation": self.draft.organisation.public_id,
            "file": self.draft.datasheet.public_id if self.draft.datasheet else "",
            "link": self.draft.standard_links.get().pk,
        }


def make_world() -> World:
    """Make it, and sign everybody in."""
    owner, standard = make_organisation("Meridian Optics"), make_standard()
    private = {"title_en": f"Draft {CANARY}", "summary_en": CANARY}
    draft = make_listing(owner, standard=standard, **private)
    attach_datasheet(
        actor=actor_for(owner), listing=draft, upload=upload(make_pdf(CANARY), f"{CANARY}.pdf"), now=timezone.now()
    )
    draft.refresh_from_db()
    published = make_listing(owner, state="published", title_en="Public coating line")
    buyer = make_organisation()
    enquiry = open_enquiry(
        actor=actor_for(buyer),
        listing=published,
        organisation=buyer,
        message=CANARY,
        client_uuid=uuid.uuid4(),
        now=timezone.now(),
    )
    assert enquiry.conversation is not None
    submitted = make_listing(state="submitted", standard=standard, **private)
    drain("search")
    clients = {
        "anonymous": signed_in(None),
        "person": signed_in(make_user()),
        "outsider": signed_in(admin_of(make_organisation())),
        "owner": signed_in(admin_of(owner)),
        "member": signed_in(make_member(owner)),
        **{role: signed_in(make_user(roles=(Role(role),))) for role in OFFICERS},
    }
    return World(draft, submitted, standard, enquiry.conversation, clients)
