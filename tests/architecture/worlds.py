"""A small world in which somebody owns private things that hold a canary word, and one of each kind of person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model

from hub.accounts.enums import MemberRole, Role
from hub.accounts.models import Organisation, RoleGrant, User
from hub.accounts.services.erasure import SALT, request_erasure
from hub.accounts.services.invitations import invite_by_mail, make_access_link
from hub.accounts.services.joining import ask_to_join
from hub.accounts.services.organisations import add_identifier
from hub.accounts.services.roles import propose_role
from hub.common.actors import Actor
from hub.corrections.models import Correction
from hub.corrections.services import report_wrong_fact
from hub.messaging.models import Conversation
from hub.notifications.services import notify
from hub.notifications.tokens import unsubscribe_path
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain, enqueue
from hub.standards.models import ImportRun, Standard
from hub.standards.profiles import HUB
from hub.standards.services.import_runs import start_import
from hub.verification.services.cases import add_evidence, open_case
from hub.workflow.services import fire
from ip_transfer.models import Enquiry, ImportBatch, TransferListing
from ip_transfer.schema import CONFIDENTIAL_NAMES
from ip_transfer.services.enquiries import open_enquiry
from ip_transfer.services.imports import keep_table
from ip_transfer.services.listings import attach_datasheet
from search.asked import Asked
from search.enums import Frequency
from search.saved.services import save_search
from search.saved.tokens import stop_path
from tests.architecture.gates.table import OFFICERS
from tests.cms.pages import home, make_article, make_person
from tests.factories.accounts import actor_for, admin_of, make_member, make_organisation, make_user, signed_in
from tests.factories.standards import make_listing, make_standard
from tests.factories.uploads import make_pdf, upload

CANARY = "zanzibar-canary-7741"
PERSON = "ada-byron"


@dataclass(frozen=True)
class World:
    """What exists: the owner's private draft, a submitted and a published listing, and a conversation."""

    draft: TransferListing
    submitted: TransferListing
    standard: Standard
    conversation: Conversation
    import_run: ImportRun
    grant: RoleGrant
    leave: str
    undo: str
    organisations: dict[str, Any]
    enquiry: Enquiry
    table: ImportBatch
    clients: dict[str, Client]

    @property
    def arguments(self) -> dict[str, Any]:
        """What addresses are made of, by name."""
        return {
            "draft": self.draft.public_id,
            "submitted": self.submitted.public_id,
            "conversation": self.conversation.public_id,
            "enquiry": self.enquiry.public_id,
            "table": self.table.public_id,
            "standard": self.standard.slug,
            "import": self.import_run.public_id,
            "organisation": self.draft.organisation.public_id,
            "file": self.draft.datasheet.public_id if self.draft.datasheet else "",
            "grant": self.grant.public_id,
            "leave": self.leave,
            "correction": Correction.objects.get().public_id,
            "undo": self.undo,
            "effect": OutboxMessage.objects.get(state="parked").pk,
            "link": self.draft.standard_links.get().pk,
            "home": home("en").pk,
            "document": get_document_model().objects.get().pk,
            "document-name": get_document_model().objects.get().filename,
            "person": PERSON,
            **self.organisations,
        }


def make_world() -> World:
    """Make it, and sign everybody in."""
    owner, standard = make_organisation("Meridian Optics"), make_standard()
    for language in ("en", "zh-hans"):
        make_person(PERSON, language=language, contact_email=f"{CANARY.lower()}@secret.example")
    minutes = ContentFile(CANARY.encode(), name="minutes.pdf")
    document = get_document_model().objects.create(title="Minutes", file=minutes)
    make_article("Minutes", live=False, body=[("download", {"document": document, "label": "Minutes"})])
    private = {"title_en": f"Draft {CANARY}", "summary_en": CANARY}
    draft = make_listing(owner, standard=standard, **private)
    attach_datasheet(
        actor=actor_for(owner), listing=draft, upload=upload(make_pdf(CANARY), f"{CANARY}.pdf"), now=timezone.now()
    )
    draft.refresh_from_db()
    secrets = dict.fromkeys(CONFIDENTIAL_NAMES, CANARY)
    published = make_listing(owner, state="published", standard=standard, title_en="Public line", confidential=secrets)
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
    report_wrong_fact(actor=actor_for(owner), subject=standard, fact=CANARY, source="", now=timezone.now())
    submitted = make_listing(state="submitted", standard=standard, **private)
    drain("search")
    with transaction.atomic():
        enqueue(kind="mail.send", payload={"body": CANARY}, key=f"mail:{CANARY}", queue="mail")
    OutboxMessage.objects.filter(key=f"mail:{CANARY}").update(state="parked", last_error="SMTPDataError 552")
    people = _one_of_each_kind(owner)
    _tell_those_who_see_and_one_who_does_not(draft, [people[who] for who in ("owner", "member", "outsider")])
    clients = {"anonymous": signed_in(None), **{who: signed_in(user) for who, user in people.items()}}
    leave = unsubscribe_path(people["owner"].public_id, "listing.published").rstrip("/").rpartition("/")[2]
    around = {**around_an_organisation(owner), **_kept_search(people["owner"]), "foreign": buyer.public_id}
    kept = (enquiry.conversation, _list(), _proposed_role(), leave, _undo_link())
    return World(draft, submitted, standard, *kept, around, enquiry, _table_of(owner), clients)


def _list() -> ImportRun:
    editor = Actor.person(make_user(roles=(Role.EDITOR,)))
    content = "number,title\nRFC 1,Host"
    return start_import(actor=editor, name="list.csv", content=content, profile=HUB, now=timezone.now())


def _one_of_each_kind(owner: Organisation) -> dict[str, User]:
    return {
        "person": make_user(),
        "outsider": admin_of(make_organisation()),
        "owner": admin_of(owner),
        "member": make_member(owner),
        **{role: make_user(roles=(Role(role),)) for role in OFFICERS},
    }


def _tell_those_who_see_and_one_who_does_not(draft: TransferListing, readers: list[User]) -> None:
    with transaction.atomic():
        for reader in readers:
            notify(
                kind="listing.published",
                reader=reader,
                subject=draft,
                key="canary",
                context={"listing": draft},
                now=timezone.now(),
            )


def _table_of(owner: Organisation) -> ImportBatch:
    row = {"place": 2, "values": {"title_en": CANARY, "key": CANARY}, "errors": {"number": [CANARY]}, "cleaned": {}}
    return keep_table(actor=actor_for(owner), organisation=owner, file_name="table.csv", rows=[row], now=timezone.now())


def _kept_search(owner: User) -> dict[str, Any]:
    saved = save_search(
        actor=Actor.person(owner),
        name=f"Cells {CANARY}",
        place="search:results",
        asked=Asked("cell"),
        frequency=Frequency.WEEKLY,
        now=timezone.now(),
    )
    return {"saved": saved.public_id, "silence": stop_path(saved.public_id).rstrip("/").rpartition("/")[2]}


def _proposed_role() -> RoleGrant:
    return propose_role(
        actor=Actor.person(make_user(roles=(Role.SUPERUSER,))),
        user=make_user(),
        role=Role.VERIFIER,
        reason=CANARY,
        expires_at=timezone.now() + timedelta(days=30),
        now=timezone.now(),
    )


def around_an_organisation(owner: Organisation) -> dict[str, Any]:
    """Give the owner a member, an invitation, an access link, a request to join and a number, and name them."""
    now, actor = timezone.now(), actor_for(owner)
    invitation = invite_by_mail(
        actor=actor, organisation=owner, email=f"{CANARY}@example.org", role=MemberRole.MEMBER, language="en", now=now
    )
    _link, token = make_access_link(actor=actor, organisation=owner, uses=9, language="en", now=now)
    asked = ask_to_join(actor=Actor.person(make_user()), organisation=owner, message=CANARY, now=now)
    number = add_identifier(actor=actor, organisation=owner, scheme="other", country="SG", value="201912345K", now=now)
    case = open_case(actor=actor, organisation=owner, level=2, now=now)
    pdf = upload(make_pdf(CANARY), f"{CANARY}.pdf")
    evidence = add_evidence(actor=actor, case=case, kind="register", issuer=CANARY, upload=pdf, now=now)
    fire(case, "submit", actor, now)
    return {
        "case": case.public_id,
        "evidence": evidence.pk,
        "colleague": make_member(owner, name=f"Colleague {CANARY}").public_id,
        "invitation": invitation.public_id,
        "invitation_token": token,
        "join_request": asked.public_id,
        "number": number.pk,
        "role": "admin",
    }


def _undo_link() -> str:
    user = make_user()
    request_erasure(actor=Actor.person(user), now=timezone.now())
    return signing.dumps(user.public_id, salt=SALT)
