"""What can happen in a conversation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """`created` is the first message, which opens the conversation; `message` is every later one."""

    CREATED = "created", _("Opened with a message")
    MESSAGE = "message", _("Message")
