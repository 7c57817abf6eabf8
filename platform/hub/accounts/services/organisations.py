"""Organisations come into being, change, and are known better."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hub.accounts.checked_facts import WAYS_TO_REACH, facts_behind, tell_facts_changed
from hub.accounts.enums import MemberRole
from hub.accounts.levels import level_of
from hub.accounts.models import Membership, Organisation, OrganisationIdentifier
from hub.accounts.standing import forget_organisations, may_administer
from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.bilingual import Language
from hub.workflow.errors import GuardsUnmet, NotAllowed
from search.services import index, index_dependents

IDENTIFIERS_MAXIMUM = 12


def create_organisation(
    *, actor: Actor, details: dict[str, Any], now: datetime, identifier: tuple[str, str, str] | None = None
) -> Organisation:
    """Create an organisation from cleaned form data; its creator becomes its administrator.

    `identifier` is a cleaned number: scheme, country, value.
    """
    creator = actor.someone
    with transaction.atomic():
        source = Language.EN if details.get("name_en") else Language.ZH
        organisation = Organisation.objects.create(**details, source_lang=source, created_at=now)
        Membership.objects.create(organisation=organisation, user=creator, role=MemberRole.ADMIN, joined_at=now)
        forget_organisations(creator)
        author = Actor.person(creator, organisation)
        record(actor=author, verb="organisation.created", subject=organisation, now=now)
        if identifier:
            scheme, country, value = identifier
            _write_identifier(author, organisation, scheme, country, value, now)
        index(organisation)
    return organisation


def lock_as_admin(actor: Actor, organisation: Organisation) -> Organisation:
    """Lock an organisation for a change by its administrator (or the system). Raises NotAllowed.

    Rows that point to it may be written by others meanwhile.
    """
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if not may_administer(actor, locked):
        raise NotAllowed([_("administrators of the organisation")])
    return locked


def changes_checked_facts(organisation: Organisation, details: dict[str, Any], now: datetime) -> bool:
    """Whether these details differ in what the present level rests on. A way to reach them where there was none was not
    checked and takes nothing away.
    """
    told = [field for field in facts_behind(level_of(organisation, now)) if field in details]
    changed = [field for field in told if getattr(organisation, field) != details[field]]
    return any(field not in WAYS_TO_REACH or getattr(organisation, field) for field in changed)


def edit_organisation(
    *, actor: Actor, organisation: Organisation, details: dict[str, Any], now: datetime, gives_up_level: bool = False
) -> None:
    """Change what an organisation says about itself. Changing what was checked when it was
    verified ends the verification, and only when `gives_up_level` says that this is wanted.

    Raises NotAllowed or GuardsUnmet.
    """
    with transaction.atomic():
        locked = lock_as_admin(actor, organisation)
        facts = changes_checked_facts(locked, details, now)
        _demand_consent(locked, now, facts=facts, given=gives_up_level)
        changed = [field for field, value in details.items() if getattr(locked, field) != value]
        if not changed:
            return
        for field in changed:
            setattr(locked, field, details[field])
        locked.save(update_fields=changed)
        record(actor=actor, verb="organisation.edited", subject=locked, data={"fields": sorted(changed)}, now=now)
        if facts:
            _end_verification(locked, actor, now)
        index(locked)
        index_dependents(locked)


def _demand_consent(organisation: Organisation, now: datetime, *, facts: bool, given: bool) -> None:
    if facts and not given and level_of(organisation, now):
        raise GuardsUnmet([_("Agree that the verification ends: what you change was checked.")])


def add_identifier(
    *,
    actor: Actor,
    organisation: Organisation,
    scheme: str,
    country: str,
    value: str,
    now: datetime,
) -> OrganisationIdentifier:
    """Add a cleaned number; the same number twice is one. A further number does not touch what was checked.

    Raises NotAllowed, or GuardsUnmet when there are too many.
    """
    with transaction.atomic():
        locked = lock_as_admin(actor, organisation)
        if locked.identifiers.count() >= IDENTIFIERS_MAXIMUM:
            raise GuardsUnmet([_("Remove a number first: twelve are kept.")])
        return _write_identifier(actor, locked, scheme, country, value, now)


def _write_identifier(
    actor: Actor, organisation: Organisation, scheme: str, country: str, value: str, now: datetime
) -> OrganisationIdentifier:
    identifier, created = OrganisationIdentifier.objects.get_or_create(
        organisation=organisation, scheme=scheme, country=country, value=value, defaults={"added_at": now}
    )
    if created:
        data = {"scheme": scheme, "identifier": identifier.pk}
        record(actor=actor, verb="organisation.identifier_added", subject=organisation, data=data, now=now)
        index(organisation)
    return identifier


def remove_identifier(
    *, actor: Actor, organisation: Organisation, identifier_id: int, now: datetime, gives_up_level: bool = False
) -> None:
    """Take a number away; one that was checked takes the verification with it (`gives_up_level`). One that is gone
    already is no error. Raises NotAllowed or GuardsUnmet.
    """
    with transaction.atomic():
        locked = lock_as_admin(actor, organisation)
        identifier = locked.identifiers.filter(pk=identifier_id).first()
        if identifier is None:
            return
        _demand_consent(locked, now, facts=identifier.checked, given=gives_up_level)
        identifier.delete()
        data = {"scheme": identifier.scheme, "identifier": identifier_id}
        record(actor=actor, verb="organisation.identifier_removed", subject=locked, data=data, now=now)
        if identifier.checked:
            _end_verification(locked, actor, now)
        index(locked)


def _end_verification(organisation: Organisation, actor: Actor, now: datetime) -> None:
    """What was checked is no longer what stands here: whoever checked hears of it, and the level is gone."""
    tell_facts_changed(organisation, now)
    organisation.refresh_from_db()
    if organisation.verification_level:
        set_verification_level(actor=actor, organisation=organisation, level=0, now=now)


def set_verification_level(
    *,
    actor: Actor,
    organisation: Organisation,
    level: int,
    now: datetime,
    until: datetime | None = None,
    checked_numbers: Iterable[tuple[str, str, str]] = (),
) -> None:
    """Record how well an organisation is known (0-4) and until when; `hub.verification` calls it with a decision.

    `checked_numbers` (scheme, country, value) were compared with documents; every other number is its own statement.
    """
    with transaction.atomic():
        locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        locked.verification_level = level
        locked.verified_at, locked.verified_until = (now, until) if level else (None, None)
        locked.save(update_fields=["verification_level", "verified_at", "verified_until"])
        locked.identifiers.filter(checked=True).update(checked=False)
        for scheme, country, value in checked_numbers:
            locked.identifiers.filter(scheme=scheme, country=country, value=value).update(checked=True)
        record(actor=actor, verb="organisation.verified", subject=locked, data={"level": level}, now=now)
        index(locked)
        index_dependents(locked)
    for field in ("verification_level", "verified_at", "verified_until"):
        setattr(organisation, field, getattr(locked, field))
