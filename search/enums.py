"""The engines that follow the search documents, and the orders of results."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EngineName(models.TextChoices):
    """The two engines; the value is part of outbox kinds and of the command line."""

    EMBEDDED = "embedded", _("Embedded index")
    ELASTICSEARCH = "elasticsearch", _("Elasticsearch")


class Order(models.TextChoices):
    """How results are sorted; without a text the newest come first whatever is asked."""

    RELEVANCE = "relevance", _("Most relevant")
    NEWEST = "newest", _("Newest")
