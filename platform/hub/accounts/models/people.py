"""People and the roles granted to them."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.accounts.enums import GrantState, Role
from hub.common.ids import PublicIdField
from hub.notifications.models import Reader
from hub.workflow.models import StateField, Stateful, StatefulQuerySet


def email_key(email: str) -> str:
    """Return the form in which two addresses are the same: composed, case-folded (SQLite's own folding is ASCII only)."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


class UserManager(BaseUserManager["User"]):
    """Makes people; sign-in is by e-mail."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Create a person with a hashed password (None: cannot sign in by password)."""
        user = self.model(email=email, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Create a person with every right; used by `createsuperuser` only."""
        return self.create_user(email, password, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by e-mail, whatever the case."""
        return self.get(email_key=email_key(username or ""))


class User(AbstractBaseUser, PermissionsMixin, Reader):
    """A person. One name, in the person's own script; never deleted, anonymised instead."""

    public_id = PublicIdField()
    email = models.EmailField(_("E-mail address"), max_length=254, unique=True)
    email_key = models.CharField(max_length=254, unique=True, editable=False)
    name = models.CharField(pgettext_lazy("name of a person", "Name"), max_length=120)
    language = models.CharField(_("Language"), max_length=10, choices=settings.LANGUAGES, default="en")
    timezone = models.CharField(_("Time zone"), max_length=50, default="Asia/Shanghai")
    phone = models.CharField(_("Telephone"), max_length=16, blank=True)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    erasure_due_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=current_time)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the comparison key in step with the address."""
        self.email_key = email_key(self.email)
        if "email" in (fields := kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*fields, "email_key"}
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie sessions to the password and to the epoch: raising either ends every session that is not renewed."""
        salt = "hub.accounts.models.User.session_auth_hash"
        return salted_hmac(salt, f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """The name as the person writes it."""
        return self.name

    def get_short_name(self) -> str:
        """The name as the person writes it."""
        return self.name

    @property
    def is_staff(self) -> bool:
        """Django's own word for people who may see its admin; ours are superusers."""
        return self.is_superuser


class RoleGrantQuerySet(StatefulQuerySet["RoleGrant"]):
    """Grants as rows."""

    def in_force(self, now: datetime) -> RoleGrantQuerySet:
        """Return the grants that hold at that moment."""
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now), state=GrantState.ACTIVE)


class RoleGrant(Stateful):
    """A role given to a person: proposed by one, confirmed by another where the table of roles says so, until when."""

    public_id = PublicIdField()
    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    state = StateField(max_length=12, choices=GrantState.choices, default=GrantState.PROPOSED)
    reason = models.CharField(max_length=500, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = RoleGrantQuerySet.as_manager()
    named_with = ("user",)

    class Meta:
        constraints = [
            models.CheckConstraint(name="rolegrant_role", condition=models.Q(role__in=Role.values)),
            models.CheckConstraint(name="rolegrant_state", condition=models.Q(state__in=GrantState.values)),
            models.CheckConstraint(
                name="rolegrant_two_people",
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("user")),
            ),
            models.UniqueConstraint(
                name="rolegrant_once",
                fields=["user", "role"],
                condition=models.Q(state__in=[GrantState.PROPOSED, GrantState.ACTIVE]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        """Where the desk shows it."""
        return reverse("role-grant", args=[self.public_id])

    def is_in_force(self, now: datetime) -> bool:
        """Whether the grant holds at that moment."""
        return self.state == GrantState.ACTIVE and (self.expires_at is None or self.expires_at > now)
