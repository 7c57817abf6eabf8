"""Demo people and organisations, made by the product's own services."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from cms.demo.texts import ORGANISATIONS, STAFF, DemoOrganisation
from hub.accounts.enums import MemberRole, Role
from hub.accounts.models import Organisation, User
from hub.accounts.services.members import add_member
from hub.accounts.services.organisations import create_organisation
from hub.accounts.services.roles import grant_role, propose_role
from hub.activity.services import record
from hub.common.actors import Actor

ZONES = {"CN": "Asia/Shanghai", "SG": "Asia/Singapore", "SE": "Europe/Stockholm", "DE": "Europe/Berlin"}


@dataclass(frozen=True)
class Account:
    """A demo sign-in: what it is for, its address, its password."""

    slug: str
    email: str
    password: str
    what: str


@dataclass
class Cast:
    """Everybody in the demo, by slug."""

    users: dict[str, User]
    organisations: dict[str, Organisation]
    accounts: list[Account]

    def actor(self, slug: str) -> Actor:
        """Return the person of that slug, acting for their organisation."""
        return Actor.person(self.users[slug], self.organisations.get(slug) or self.organisations["zsa"])


def make_cast(now: datetime) -> Cast:
    """Make all demo people and organisations; passwords are random for this instance."""
    cast = Cast({}, {}, [])
    for entry in ORGANISATIONS:
        user = _person(
            cast,
            entry.slug,
            entry.person,
            entry.language,
            entry.name_en,
            ZONES[entry.country],
            now - timedelta(days=240),
        )
        cast.organisations[entry.slug] = _organisation(entry, user, now - timedelta(days=239))
    for slug, name, language, organisation, roles in STAFF:
        zone = "Asia/Shanghai" if language == "zh-hans" else "Europe/Berlin"
        user = _person(cast, slug, name, language, ", ".join(roles), zone, now - timedelta(days=230))
        if organisation:
            add_member(
                actor=cast.actor("zsa"),
                organisation=cast.organisations[organisation],
                user=user,
                role=MemberRole.MEMBER,
                now=now - timedelta(days=229),
            )
        for role in roles:
            grant_role(actor=Actor.system(), user=user, role=Role(role), now=now - timedelta(days=228))
    _propose_a_verifier(cast, now)
    return cast


def _propose_a_verifier(cast: Cast, now: datetime) -> None:
    """One role waits for its second person, who is the auditor."""
    propose_role(
        actor=Actor.person(cast.users["steward"]),
        user=cast.users["editor"],
        role=Role.VERIFIER,
        reason="熟悉企业登记资料，自 12 月起协助核验机构。Knows business registers; helps to verify organisations from December.",
        expires_at=now + timedelta(days=300),
        now=now - timedelta(days=1),
    )


def _person(cast: Cast, slug: str, name: str, language: str, what: str, zone: str, now: datetime) -> User:
    email, password = f"{slug}@demo.example", secrets.token_urlsafe(9)
    user = User.objects.create_user(email, password, name=name, language=language, timezone=zone, joined_at=now)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    record(actor=Actor.person(user), verb="person.registered", subject=user, now=now)
    cast.users[slug] = user
    cast.accounts.append(Account(slug, email, password, what))
    return user


def _organisation(entry: DemoOrganisation, user: User, now: datetime) -> Organisation:
    details = {f: getattr(entry, f) for f in ("kind", "name_zh", "name_en", "country", "summary_zh", "summary_en")}
    return create_organisation(
        actor=Actor.person(user), details={**details, "website": f"https://{entry.slug}.example/"}, now=now
    )
