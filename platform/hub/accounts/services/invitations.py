"""Invitations: a link whose secret only its holder knows, good for as many people as it says."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hub.accounts.enums import MemberRole
from hub.accounts.models import Invitation, InvitationUse, Membership, Organisation
from hub.accounts.services.members import admit
from hub.accounts.services.organisations import lock_as_admin
from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.bilingual import pick
from hub.notifications.services import send_mail
from hub.workflow.errors import GuardsUnmet, NotAllowed

VALID_FOR = timedelta(days=14)
USES_MAXIMUM = 500
OPEN_MAXIMUM = 200


def hash_of(token: str) -> str:
    """Return the form in which the secret of a link is kept: it has 192 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite_by_mail(
    *, actor: Actor, organisation: Organisation, email: str, role: MemberRole, language: str, now: datetime
) -> Invitation:
    """Invite one person by mail, in `language`. Nothing here depends on whether the address has an account.

    Raises NotAllowed, or GuardsUnmet when that address holds an open invitation or too many are open.
    """
    with transaction.atomic():
        locked = lock_as_admin(actor, organisation)
        waiting = _open(locked, now)
        if waiting.filter(email__iexact=email).exists():
            raise GuardsUnmet([_("This address has an open invitation. Send it again, or take it back first.")])
        _demand_room(waiting.count())
        token = secrets.token_urlsafe(24)
        invitation = _write(actor, locked, token, now, email=email, role=role, language=language)
        _mail(invitation, token)
    return invitation


def make_access_link(
    *, actor: Actor, organisation: Organisation, uses: int, language: str, now: datetime
) -> tuple[Invitation, str]:
    """Make a link by which up to `uses` people become members; return it with its secret, which is shown this once.

    Raises NotAllowed, or GuardsUnmet when too many invitations are open.
    """
    with transaction.atomic():
        locked = lock_as_admin(actor, organisation)
        _demand_room(_open(locked, now).count())
        token = secrets.token_urlsafe(24)
        bounded = min(max(1, uses), USES_MAXIMUM)
        return _write(actor, locked, token, now, uses_allowed=bounded, language=language), token


def resend_invitation(*, actor: Actor, invitation: Invitation, now: datetime) -> None:
    """Send a mail again, with a new link and the full time; the link of the mail before opens nothing any more.

    Raises NotAllowed, or GuardsUnmet when it is taken back, used, or no invitation by mail.
    """
    with transaction.atomic():
        lock_as_admin(actor, invitation.organisation)
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if locked.revoked_at or locked.uses or not locked.email:
            raise GuardsUnmet([_("Only an invitation that waits for its reader can be sent again.")])
        token = secrets.token_urlsafe(24)
        locked.token_hash, locked.sent_at, locked.expires_at = hash_of(token), now, now + VALID_FOR
        locked.save(update_fields=["token_hash", "sent_at", "expires_at"])
        _record(actor, locked, "invitation.sent_again", now)
        _mail(locked, token)


def revoke_invitation(*, actor: Actor, invitation: Invitation, now: datetime) -> None:
    """Take an invitation back; who came in by it stays. One that is taken back already is left as it is. Raises NotAllowed."""
    with transaction.atomic():
        lock_as_admin(actor, invitation.organisation)
        if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=now):
            _record(actor, invitation, "invitation.revoked", now)


def redeem_invitation(*, actor: Actor, token: str, now: datetime) -> Membership:
    """Become a member by a link. A member stays what they are and uses nothing up. The last place goes to one person only.

    Raises LookupError for a secret that was never given out, GuardsUnmet when it is used up, taken back, too
    old, or the person came in by it before and left or was removed.
    """
    person = actor.someone
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
        if invitation is None:
            raise LookupError("no such invitation")
        member = Membership.objects.filter(organisation_id=invitation.organisation_id, user=person).first()
        if member:
            return member
        if not person.is_active:
            raise NotAllowed([_("people with an account")])
        if reason := closed_because(invitation, now):
            raise GuardsUnmet([reason])
        if InvitationUse.objects.filter(invitation=invitation, user=person).exists():
            raise GuardsUnmet(
                [_("You came in by it before and are no member any more. Ask for an invitation of your own.")]
            )
        room = Invitation.objects.filter(pk=invitation.pk, uses__lt=F("uses_allowed"))
        if not room.update(uses=F("uses") + 1):
            raise GuardsUnmet([_("Everybody it was meant for has used it.")])
        InvitationUse.objects.create(invitation=invitation, user=person, used_at=now)
        author = Actor.person(person, invitation.organisation)
        _record(author, invitation, "invitation.accepted", now)
        return admit(author, invitation.organisation, person, invitation.role, now)


def closed_because(invitation: Invitation, now: datetime) -> str:
    """Return why an invitation opens nothing any more, empty when it is open."""
    if invitation.revoked_at:
        return _("It was taken back.")
    if invitation.uses >= invitation.uses_allowed:
        return _("Everybody it was meant for has used it.")
    return _("Its time is over; ask for a new one.") if invitation.expires_at <= now else ""


def link_to(token: str, language: str) -> str:
    """Return the address to send, in a language."""
    with translation.override(language):
        return str(settings.WAGTAILADMIN_BASE_URL) + reverse("invitation", args=[token])


def _open(organisation: Organisation, now: datetime) -> Any:
    rows = Invitation.objects.filter(organisation=organisation, revoked_at=None, expires_at__gt=now)
    return rows.filter(uses__lt=F("uses_allowed"))


def _demand_room(waiting: int) -> None:
    if waiting >= OPEN_MAXIMUM:
        raise GuardsUnmet([_("Take back invitations that nobody uses first: two hundred can be open at a time.")])


def _write(actor: Actor, organisation: Organisation, token: str, now: datetime, **more: Any) -> Invitation:
    invitation = Invitation.objects.create(
        organisation=organisation,
        token_hash=hash_of(token),
        invited_by=actor.someone,
        created_at=now,
        sent_at=now,
        expires_at=now + VALID_FOR,
        **more,
    )
    _record(actor, invitation, "invitation.made", now)
    return invitation


def _record(actor: Actor, invitation: Invitation, verb: str, now: datetime) -> None:
    data = {"invitation": invitation.public_id}
    record(actor=actor, verb=verb, subject=invitation.organisation, data=data, now=now)


def _mail(invitation: Invitation, token: str) -> None:
    """Write the mail; it reads the same for somebody with an account and for somebody without."""
    with translation.override(invitation.language):
        words = {
            "organisation_name": pick(invitation.organisation, "name").text,
            "inviter": invitation.invited_by.name,
            "is_admin": invitation.role == MemberRole.ADMIN,
            "link": link_to(token, invitation.language),
            "until": date_format(localtime(invitation.expires_at), "DATE_FORMAT"),
        }
        subject = render_to_string("accounts/mail/invitation.subject.txt", words).strip()
        body = render_to_string("accounts/mail/invitation.txt", words)
    send_mail(
        kind="organisation.invitation",
        to=invitation.email,
        language=invitation.language,
        subject=subject,
        body=body,
        key=f"invitation:{invitation.public_id}:{invitation.token_hash[:16]}",
    )
