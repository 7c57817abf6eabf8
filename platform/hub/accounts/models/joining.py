"""Ways into an organisation: an invitation from inside, a request from outside."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import JoinState, MemberRole
from hub.accounts.models.organisations import Organisation
from hub.accounts.models.people import User
from hub.common.ids import PublicIdField
from hub.workflow.models import StateField, Stateful


class Invitation(models.Model):
    """A way in for one person (`email` set: the link went there by mail) or for several (an access link).

    Only the hash of the link's secret is kept. Whoever holds the link may use it, with whatever address they sign in.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254, blank=True)
    role = models.CharField(max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    token_hash = models.CharField(max_length=64, unique=True)
    uses_allowed = models.PositiveSmallIntegerField(default=1)
    uses = models.PositiveSmallIntegerField(default=0)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="invitation_uses", condition=models.Q(uses__lte=models.F("uses_allowed"))),
            models.CheckConstraint(
                name="invitation_one_by_mail", condition=models.Q(email="") | models.Q(uses_allowed=1)
            ),
            models.CheckConstraint(
                name="invitation_link_members", condition=~models.Q(email="") | models.Q(role=MemberRole.MEMBER)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} → {self.organisation}"

    def is_open(self, now: datetime) -> bool:
        """Whether somebody could still use it at that moment."""
        return self.revoked_at is None and self.uses < self.uses_allowed and self.expires_at > now


class InvitationUse(models.Model):
    """Who came in by which invitation; nobody uses one twice."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="used_by")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="invitationuse_once", fields=["invitation", "user"])]

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.user}"


class JoinRequest(Stateful):
    """A person asks to become a member of an organisation that exists already."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="join_requests")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    message = models.CharField(_("Who you are there"), max_length=300, blank=True)
    state = StateField(max_length=10, choices=JoinState.choices, default=JoinState.ASKED)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    named_with = ("user", "organisation")

    class Meta:
        constraints = [
            models.CheckConstraint(name="joinrequest_state", condition=models.Q(state__in=JoinState.values)),
            models.UniqueConstraint(
                name="joinrequest_one_open", fields=["organisation", "user"], condition=models.Q(state=JoinState.ASKED)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.organisation}"

    def get_absolute_url(self) -> str:
        """Return the address that leads each reader to where they see it."""
        return reverse("join-request", args=[self.public_id])
