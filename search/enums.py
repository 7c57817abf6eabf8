"""The engines that follow the search documents, the orders of results, how often people hear of news."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EngineName(models.TextChoices):
    """The two engines; the value is part of outbox kinds and of the command line."""

    EMBEDDED = "embedded", _("Embedded index")
    ELASTICSEARCH = "elasticsearch", _("Elasticsearch")


class Order(models.TextChoices):
    """How results are sorted. Without a text there is no relevance: the newest come first. Kinds of things declare number
    and title where readers look for them that way.
    """

    RELEVANCE = "relevance", pgettext_lazy("order of results", "Most relevant")
    NEWEST = "newest", pgettext_lazy("order of results", "Newest")
    NUMBER = "number", pgettext_lazy("order of results", "Number")
    TITLE = "title", pgettext_lazy("order of results", "Title")


class Frequency(models.TextChoices):
    """How often the owner of a saved search hears of what it newly finds."""

    IMMEDIATE = "immediate", pgettext_lazy("frequency of an alert", "As soon as something appears")
    DAILY = "daily", pgettext_lazy("frequency of an alert", "Every morning")
    WEEKLY = "weekly", pgettext_lazy("frequency of an alert", "Every Monday morning")
    OFF = "off", pgettext_lazy("frequency of an alert", "Never, only keep it")
