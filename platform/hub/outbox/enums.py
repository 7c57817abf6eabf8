"""States and queues of the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """What became of an effect: waiting, being worked on, done, set aside after too many failures, or given up by a person."""

    PENDING = "pending", _("Waiting")
    CLAIMED = "claimed", _("In progress")
    DONE = "done", _("Done")
    PARKED = "parked", _("Parked")
    DROPPED = "dropped", pgettext_lazy("effect", "Dropped")


class DropReason(models.TextChoices):
    """Why a person gave a parked effect up."""

    DONE_BY_HAND = "done-by-hand", _("It was done by hand")
    NO_LONGER_NEEDED = "no-longer-needed", _("It is no longer needed")
    RECEIVER_GONE = "receiver-gone", _("The receiver does not exist any more")
    CANNOT_WORK = "cannot-work", _("It can never work as it is")


QUEUES = ("default", "mail", "search", "files", "realtime")
OPEN = (State.PENDING, State.CLAIMED, State.PARKED)  # what comes later for the same subject waits for these


_QUEUE_WORDS = {
    "default": pgettext_lazy("queue", "General"),
    "mail": pgettext_lazy("queue", "Mail"),
    "search": pgettext_lazy("queue", "Search"),
    "files": pgettext_lazy("queue", "Files"),
    "realtime": pgettext_lazy("queue", "Open pages"),
}


def queue_word(queue: str) -> str:
    """Return the name of a queue in the active language."""
    return str(_QUEUE_WORDS.get(queue, queue))
