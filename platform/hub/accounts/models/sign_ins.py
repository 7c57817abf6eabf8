"""Where a person is signed in: one row for each session, for the person's own list."""

from django.db import models

from hub.accounts.models.people import User
from hub.common.ids import PublicIdField


class SignIn(models.Model):
    """One session of a person: from which device and network (an address prefix, never the address), and when."""

    public_id = PublicIdField()
    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    # The person's sign-in state when the session began: another password or "sign out everywhere" ends it with the rest.
    auth_hash = models.CharField(max_length=128)
    user_agent = models.CharField(max_length=300, blank=True)
    network = models.CharField(max_length=50, blank=True)
    signed_in_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="signin_of_person", fields=["user", "-last_seen_at"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.network}"
