"""The fixed choices of pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NewsCategory(models.TextChoices):
    """What an article is about; each category has its own feed."""

    ASSOCIATION = "association", _("Association")
    STANDARDS = "standards", _("Standards")
    TECHNOLOGY = "technology", _("Technology")
    EVENTS = "events", _("Events")
    INDUSTRY = "industry", _("Industry")


class Service(models.TextChoices):
    """The services of the Hub; the values are the slugs of their menu items."""

    STANDARDS = "standards", _("Standards")
    TECHNOLOGY = "technology", _("Technology")
    FUNDING = "funding", _("Funding")
    TASKS = "tasks", _("Tasks")
    INCUBATOR = "incubator", _("Incubator")
    NEWS = "news", _("News")


class DocumentKind(models.TextChoices):
    """What a document is for."""

    FORM = "form", _("Form")
    REPORT = "report", _("Report")
    GUIDE = "guide", _("Guide")
    RULES = "rules", _("Rules")


class PeopleGroup(models.TextChoices):
    """To whom a person in the directory belongs."""

    COMMITTEE = "committee", _("Committee")
    STAFF = "staff", _("Staff")
    MENTOR = "mentor", _("Mentors")


class MenuPlace(models.TextChoices):
    """The menus that editors write."""

    FOOTER = "footer", _("Footer")
    ABOUT = "about", _("About us")


class TranslationState(models.TextChoices):
    """How a page stands to its twin in the other language."""

    NOT_TRANSLATED = "not-translated", _("not translated")
    IN_WORK = "in-work", _("in work")
    UP_TO_DATE = "up-to-date", _("up to date")
    SOURCE_NEWER = "source-newer", _("source newer")


class LinkState(models.TextChoices):
    """What the last check of a link found."""

    WAITING = "waiting", _("not checked yet")
    WORKS = "works", _("works")
    BROKEN = "broken", _("broken")
    UNCLEAR = "unclear", _("could not be checked")
