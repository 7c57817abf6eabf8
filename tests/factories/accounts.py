"""People and organisations for tests."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from hub.accounts.enums import MemberRole, Role
from hub.accounts.models import Organisation, User
from hub.accounts.services.members import add_member
from hub.accounts.services.organisations import create_organisation
from hub.accounts.services.roles import grant_role
from hub.common.actors import Actor

_count = itertools.count(1)
PASSWORD = "a long enough pass phrase"


def make_user(name: str = "", *, roles: tuple[Role, ...] = (), **more: Any) -> User:
    """Make a person who can sign in with PASSWORD, holding these roles."""
    number = next(_count)
    user = User.objects.create_user(
        more.pop("email", f"person{number}@example.org"), PASSWORD, name=name or f"Person {number}", **more
    )
    for role in roles:
        grant_role(actor=Actor.system(), user=user, role=role, now=timezone.now())
    return user


def make_organisation(
    name: str = "", *, admin: User | None = None, now: datetime | None = None, **details: Any
) -> Organisation:
    """Make an organisation; its administrator is made with it when none is given."""
    values = {
        "name_en": name or f"Organisation {next(_count)}",
        "name_zh": "",
        "country": "CN",
        "kind": "company",
    } | details
    return create_organisation(actor=Actor.person(admin or make_user()), details=values, now=now or timezone.now())


def make_member(organisation: Organisation, **more: Any) -> User:
    """Make a person who belongs to an organisation."""
    user = make_user(**more)
    add_member(actor=Actor.system(), organisation=organisation, user=user, role=MemberRole.MEMBER, now=timezone.now())
    return user


def admin_of(organisation: Organisation) -> User:
    """Return the first administrator of an organisation."""
    return organisation.memberships.select_related("user").order_by("id")[0].user


def actor_for(organisation: Organisation) -> Actor:
    """Return an actor: the administrator, acting for the organisation."""
    return Actor.person(admin_of(organisation), organisation)


def signed_in(user: User | None) -> Client:
    """Return a browser in which this person is signed in (None: a visitor)."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
