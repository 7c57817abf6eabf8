"""A person leaves for good: asked for with the password, open to a change of mind for a week, then wiped.

People are anonymised, never deleted: what they did stays in the log under their id, which says nothing any more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hub.accounts.enums import GrantState, JoinState, MemberRole, OrganisationKind
from hub.accounts.models import JoinRequest, Membership, Organisation, RoleGrant, SignIn, User
from hub.accounts.own_data import parts
from hub.accounts.services.sign_ins import end_sign_ins
from hub.activity.services import forget_person, record
from hub.common.actors import Actor
from hub.notifications.services import notify, notify_by_mail
from hub.workflow.errors import GuardsUnmet
from hub.workflow.services import fire

COOLING_OFF = timedelta(days=7)
SALT = "hub.accounts.erasure"
NAME = "Erased person · 已注销用户"
PEOPLE_AT_ONCE = 20


def organisations_left_alone(user: User) -> list[Organisation]:
    """Return the organisations that would be left without an administrator while others still belong to them."""
    mine = Membership.objects.filter(user=user, role=MemberRole.ADMIN).select_related("organisation")
    return [m.organisation for m in mine if _needs(m.organisation, user)]


def _needs(organisation: Organisation, user: User) -> bool:
    others = Membership.objects.filter(organisation=organisation, user__is_active=True).exclude(user=user)
    return others.exists() and not others.filter(role=MemberRole.ADMIN).exists()


def request_erasure(*, actor: Actor, now: datetime) -> None:
    """Plan the erasure of the actor's account, end all their sessions and send a way to undo it.

    Raises GuardsUnmet while an organisation would be left without an administrator.
    """
    user = actor.someone
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if alone := organisations_left_alone(user):
            words = _("Make somebody else an administrator first: %(organisation)s")
            raise GuardsUnmet([words % {"organisation": str(organisation)} for organisation in alone])
        user.erasure_due_at = now + COOLING_OFF
        user.save(update_fields=["erasure_due_at"])
        record(actor=actor, verb="person.erasure_requested", subject=user, now=now)
        end_sign_ins(actor=actor, now=now)
        notify_by_mail(
            kind="account.erasure",
            user=user,
            template="accounts/mail/erasure",
            context={"token": signing.dumps(user.public_id, salt=SALT), "due_at": user.erasure_due_at},
            key=f"erasure:{user.public_id}:{int(now.timestamp())}",
        )


def person_of_undo(token: str) -> User | None:
    """Return the person whose planned erasure the link undoes, or None when it undoes nothing (any more)."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=COOLING_OFF)
    except signing.BadSignature:
        return None
    return User.objects.filter(public_id=public_id, is_active=True).exclude(erasure_due_at=None).first()


def keep_account(*, user: User, now: datetime) -> None:
    """Undo a planned erasure; whoever holds the mail's link or is signed in may. Nothing happens when none is planned."""
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, erased_at=None).exclude(erasure_due_at=None).update(erasure_due_at=None):
            user.erasure_due_at = None
            record(actor=Actor.person(user), verb="person.erasure_undone", subject=user, now=now)


def erase_due(*, now: datetime) -> int:
    """Erase the accounts whose week is over and return how many. One that became the last administrator waits another week."""
    due = list(User.objects.filter(erasure_due_at__lte=now, erased_at=None).order_by("id")[:PEOPLE_AT_ONCE])
    return sum(_erase(user, now) for user in due)


def _erase(user: User, now: datetime) -> bool:
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        if locked.erasure_due_at is None or locked.erasure_due_at > now:
            return False
        _hold_organisations(locked)
        if organisations_left_alone(locked):
            _wait(locked, now)
            return False
        theirs_alone = _leave_everything(locked, now)
        for part in parts:
            part.erase(locked, now)
        _wipe(locked, now)
        forget_person(actor=Actor.clock(), user=locked, subjects=theirs_alone, now=now)
        record(actor=Actor.clock(), verb="person.erased", subject=locked, now=now)
    return True


def _hold_organisations(user: User) -> None:
    """Let nobody else leave or lose a role there meanwhile, so that two do not leave it to each other."""
    mine = Organisation.objects.filter(memberships__user=user).order_by("pk")
    list(mine.select_for_update(of=("self",)).values_list("pk"))


def _wait(user: User, now: datetime) -> None:
    user.erasure_due_at = now + COOLING_OFF
    user.save(update_fields=["erasure_due_at"])
    key = f"erasure-waits:{user.public_id}:{int(now.timestamp())}"
    notify(kind="account.erasure_waits", reader=user, subject=user, key=key, now=now)


def _leave_everything(user: User, now: datetime) -> list[Organisation]:
    """End what the person is: requests, roles, memberships; return the organisations that were nobody but them."""
    theirs_alone = []
    for request in JoinRequest.objects.filter(user=user, state=JoinState.ASKED):
        fire(request, "withdraw", Actor.person(user), now)
    user.is_active = False
    user.save(update_fields=["is_active"])
    for grant in RoleGrant.objects.filter(user=user, state=GrantState.ACTIVE):
        fire(grant, "revoke", Actor.clock(), now)
    for membership in Membership.objects.filter(user=user).select_related("organisation"):
        organisation = membership.organisation
        membership.delete()
        data = {"user": user.public_id}
        record(actor=Actor.clock(), verb="organisation.member_left", subject=organisation, data=data, now=now)
        if organisation.kind == OrganisationKind.INDIVIDUAL and not organisation.memberships.exists():
            _wipe_individual(organisation)
            theirs_alone.append(organisation)
    return theirs_alone


def _wipe_individual(organisation: Organisation) -> None:
    """An organisation that is one person bears that person's name."""
    organisation.name_en, organisation.name_zh = "Erased person", "已注销用户"
    organisation.summary_en = organisation.summary_zh = organisation.website = organisation.phone = ""
    organisation.save()
    organisation.identifiers.all().delete()


def _wipe(user: User, now: datetime) -> None:
    SignIn.objects.filter(user=user).delete()
    user.refresh_from_db()
    user.groups.clear()
    user.user_permissions.clear()
    user.set_unusable_password()
    user.name, user.phone, user.is_superuser = NAME, "", False
    user.email = f"erased-{user.public_id}@invalid.example"
    user.erased_at, user.erasure_due_at, user.unread_notices = now, None, 0
    user.save()
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
