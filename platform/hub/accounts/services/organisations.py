"""Organisations come into being."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from hub.accounts.enums import MemberRole
from hub.accounts.models import Membership, Organisation
from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.bilingual import Language


def create_organisation(*, actor: Actor, details: dict[str, Any], now: datetime) -> Organisation:
    """Create an organisation from cleaned form data; its creator becomes its administrator."""
    creator = actor.someone
    with transaction.atomic():
        source = Language.EN if details.get("name_en") else Language.ZH
        organisation = Organisation.objects.create(**details, source_lang=source, created_at=now)
        Membership.objects.create(organisation=organisation, user=creator, role=MemberRole.ADMIN, joined_at=now)
        creator.__dict__.pop("_organisations", None)
        record(actor=Actor.person(creator, organisation), verb="organisation.created", subject=organisation, now=now)
    return organisation


def add_member(*, actor: Actor, organisation: Organisation, user: Any, role: MemberRole, now: datetime) -> Membership:
    """Make a person a member; a member stays what they are."""
    with transaction.atomic():
        membership, created = Membership.objects.get_or_create(
            organisation=organisation, user=user, defaults={"role": role, "joined_at": now}
        )
        user.__dict__.pop("_organisations", None)
        if created:
            record(
                actor=actor,
                verb="organisation.member_added",
                subject=organisation,
                data={"user": user.public_id},
                now=now,
            )
    return membership


def set_verification_level(*, actor: Actor, organisation: Organisation, level: int, now: datetime) -> None:
    """Record how well an organisation is known (0-4)."""
    with transaction.atomic():
        organisation.verification_level = level
        organisation.save(update_fields=["verification_level"])
        record(actor=actor, verb="organisation.verified", subject=organisation, data={"level": level}, now=now)
