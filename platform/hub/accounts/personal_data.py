"""What this app and those below it hold about a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hub.accounts.models import Invitation, InvitationUse, JoinRequest, Membership, RoleGrant, SignIn, User
from hub.accounts.own_data import PersonalData, register
from hub.activity.models import Activity
from hub.files.models import StoredFile
from hub.notifications.models import Notice, NoticePreference
from hub.workflow.models import TakenStep
from search.models import SavedSearch


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


def _invitations(user: User) -> dict[str, Any]:
    made = Invitation.objects.filter(invited_by=user).order_by("id")
    used = InvitationUse.objects.filter(user=user).order_by("id")
    return {
        "made": list(made.values("organisation__public_id", "email", "role", "created_at")),
        "used": list(used.values("invitation__organisation__public_id", "used_at")),
    }


def _roles(user: User) -> dict[str, Any]:
    own = RoleGrant.objects.filter(user=user).order_by("id")
    proposed = RoleGrant.objects.filter(proposed_by=user).exclude(user=user).order_by("id")
    confirmed = RoleGrant.objects.filter(confirmed_by=user).order_by("id")
    return {
        "own": list(own.values("role", "state", "reason", "granted_at", "expires_at", "ended_at")),
        "proposed_for_others": list(proposed.values("public_id", "role", "reason", "proposed_at")),
        "confirmed_for_others": list(confirmed.values("public_id", "role", "granted_at")),
    }


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


def _saved_searches(user: User) -> list[Any]:
    rows = SavedSearch.objects.filter(owner=user).order_by("id")
    return list(rows.values("name", "place", "text", "types", "facets", "frequency", "created_at", "seen_at"))


def _forget_saved_searches(user: User, now: datetime) -> None:
    SavedSearch.objects.filter(owner=user).delete()


def _acts(user: User) -> list[Any]:
    rows = Activity.objects.filter(actor_user=user).order_by("id")
    return list(rows.values("public_id", "at", "verb", "data"))


def _acts_about(user: User) -> list[Any]:
    """What others did that concerns the person; who they are is theirs."""
    rows = Activity.objects.filter(about_user=user).exclude(actor_user=user).order_by("id")
    return list(rows.values("public_id", "at", "verb", "data"))


def _steps(user: User) -> list[Any]:
    return list(TakenStep.objects.filter(taken_by=user).order_by("id").values("step", "taken_at", "until", "undone_at"))


def _files(user: User) -> list[Any]:
    rows = StoredFile.objects.filter(uploaded_by=user).order_by("id")
    return list(rows.values("public_id", "original_name", "media_type", "size", "sha256", "uploaded_at"))


register(PersonalData("profile", ("account.EmailAddress.user",), _profile, _forget_addresses))
register(PersonalData("organisations", ("accounts.Membership.user", "accounts.Organisation.members"), _memberships))
register(PersonalData("requests_to_join", ("accounts.JoinRequest.user",), _requests, _forget_requests))
register(PersonalData("invitations", ("accounts.Invitation.invited_by", "accounts.InvitationUse.user"), _invitations))
register(
    PersonalData(
        "roles",
        ("accounts.RoleGrant.user", "accounts.RoleGrant.proposed_by", "accounts.RoleGrant.confirmed_by"),
        _roles,
        _forget_reasons,
    )
)
register(PersonalData("signed_in", ("accounts.SignIn.user",), _sign_ins))
register(
    PersonalData(
        "notices", ("notifications.Notice.reader", "notifications.NoticePreference.reader"), _notices, _forget_notices
    )
)
register(PersonalData("saved_searches", ("search.SavedSearch.owner",), _saved_searches, _forget_saved_searches))
register(PersonalData("acts", ("activity.Activity.actor_user",), _acts))
register(PersonalData("acts_of_others_about_you", ("activity.Activity.about_user",), _acts_about))
register(PersonalData("steps_that_could_be_undone", ("workflow.TakenStep.taken_by",), _steps))
register(PersonalData("files", ("files.StoredFile.uploaded_by",), _files))
