"""States and queues of the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What became of an effect: waiting, being worked on, done, or set aside after too many failures."""

    PENDING = "pending", _("Waiting")
    CLAIMED = "claimed", _("In progress")
    DONE = "done", _("Done")
    PARKED = "parked", _("Parked")


QUEUES = ("default", "mail", "search", "realtime")
