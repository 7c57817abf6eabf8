"""How a notice may leave the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailChoice(models.TextChoices):
    """When a kind of notice is sent by mail."""

    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day, all in one e-mail")
    OFF = "off", pgettext_lazy("e-mail about a kind of notice", "No e-mail")
