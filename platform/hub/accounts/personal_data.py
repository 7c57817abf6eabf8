"""What this app and those below it hold about a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hub.accounts.models import Invitation, JoinRequest, Membership, RoleGrant, SignIn, User
from hub.accounts.own_data import PersonalData, register
from hub.activity.models import Activity
from hub.notifications.models import Notice, NoticePreference


def _profile(user: User) -> dict[str, Any]:
    return {
        "public_id": user.public_id,
        "name": user.name,
        "email": user.email,
        "telephone": user.phone,
        "language": user.language,
        "time_zone": user.timezone,
        "joined_at": user.joined_at,
        "addresses": list(user.emailaddress_set.values("email", "verified", "primary")),  # type: ignore[attr-defined]
    }


def _forget_addresses(user: User, now: datetime) -> None:
    Invitation.objects.filter(email__iexact=user.email).update(email=f"erased-{user.public_id}@invalid.example")
    user.emailaddress_set.all().delete()  # type: ignore[attr-defined]


def _memberships(user: User) -> list[Any]:
    rows = Membership.objects.filter(user=user).order_by("id")
    return list(
        rows.values("organisation__public_id", "organisation__name_en", "organisation__name_zh", "role", "joined_at")
    )


def _requests(user: User) -> list[Any]:
    return list(
        JoinRequest.objects.filter(user=user).values("organisation__public_id", "message", "state", "created_at")
    )


def _forget_requests(user: User, now: datetime) -> None:
    JoinRequest.objects.filter(user=user).update(message="")


def _roles(user: User) -> list[Any]:
    return list(
        RoleGrant.objects.filter(user=user).values("role", "state", "reason", "granted_at", "expires_at", "ended_at")
    )


def _forget_reasons(user: User, now: datetime) -> None:
    RoleGrant.objects.filter(user=user).update(reason="")


def _sign_ins(user: User) -> list[Any]:
    return list(SignIn.objects.filter(user=user).values("user_agent", "network", "signed_in_at", "last_seen_at"))


def _notices(user: User) -> dict[str, Any]:
    return {
        "inbox": list(Notice.objects.filter(reader=user).order_by("id").values("kind", "created_at", "read_at")),
        "by_mail": list(NoticePreference.objects.filter(reader=user).values("kind", "mail")),
    }


def _forget_notices(user: User, now: datetime) -> None:
    Notice.objects.filter(reader=user).delete()
    NoticePreference.objects.filter(reader=user).delete()


def _acts(user: User) -> list[Any]:
    rows = Activity.objects.filter(actor_user=user).order_by("id")
    return list(rows.values("public_id", "at", "verb", "data"))


register(PersonalData("profile", _profile, _forget_addresses))
register(PersonalData("organisations", _memberships))
register(PersonalData("requests_to_join", _requests, _forget_requests))
register(PersonalData("roles", _roles, _forget_reasons))
register(PersonalData("signed_in", _sign_ins))
register(PersonalData("notices", _notices, _forget_notices))
register(PersonalData("acts", _acts))
