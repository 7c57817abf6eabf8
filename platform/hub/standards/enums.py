"""States of a standard, what standards are to each other, and how a thing can be tied to one."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a standard stands for its readers; the stage code says it in the harmonised stages of ISO Guide 69."""

    DRAFT = "draft", pgettext_lazy("status of a standard", "Draft")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", pgettext_lazy("status of a standard", "Withdrawn")


STATUS_TONES = {Status.DRAFT: "warn", Status.IN_FORCE: "ok", Status.SUPERSEDED: "neutral", Status.WITHDRAWN: "neutral"}

# The stage a status stands for when nothing finer is known (ISO harmonised stage codes).
STAGE_OF_STATUS = {
    Status.DRAFT: "20.20",
    Status.IN_FORCE: "60.60",
    Status.SUPERSEDED: "95.99",
    Status.WITHDRAWN: "95.99",
}


class Precision(models.TextChoices):
    """How exactly a register gives a date: the days that are made up are not shown."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class WithdrawalGround(models.TextChoices):
    """Why a standard was withdrawn (founding document §3(3): the three grounds, and replacement)."""

    OUT_OF_STEP = "out_of_step", _("Out of step with technology or the market")
    HINDERS = "hinders", _("Hinders other standards")
    UNSUITABLE = "unsuitable", _("Cannot be put to use")
    REPLACED = "replaced", _("Replaced by another standard")


class RelationKind(models.TextChoices):
    """What the source is to the target."""

    REPLACES = "replaces", pgettext_lazy("relation of standards", "Replaces")
    AMENDS = "amends", pgettext_lazy("relation of standards", "Amends")
    ADOPTS = "adopts", pgettext_lazy("relation of standards", "Adopts")
    CITES = "cites", pgettext_lazy("relation of standards", "Cites")


INVERSE: dict[str, str | Promise] = {
    RelationKind.REPLACES: pgettext_lazy("relation of standards", "Replaced by"),
    RelationKind.AMENDS: pgettext_lazy("relation of standards", "Amended by"),
    RelationKind.ADOPTS: pgettext_lazy("relation of standards", "Adopted by"),
    RelationKind.CITES: pgettext_lazy("relation of standards", "Cited by"),
}


class AdoptionDegree(models.TextChoices):
    """How closely an adoption follows the adopted text (ISO/IEC Guide 21-1; GB/T 1.2; "equivalent" is the older word)."""

    IDENTICAL = "identical", _("identical (IDT)")
    MODIFIED = "modified", _("modified (MOD)")
    EQUIVALENT = "equivalent", _("equivalent (EQV)")


class DocumentKind(models.TextChoices):
    """What a document is to its standard."""

    TEXT = "text", _("Full text")
    PREVIEW = "preview", _("Preview")
    DRAFT = "draft", _("Draft for comment")
    EXPLANATION = "explanation", _("Explanatory note")
    ERRATA = "errata", _("Corrigendum")


class DocumentAccess(models.TextChoices):
    """Who may open a document."""

    OPEN = "open", _("Everybody")
    SIGNED_IN = "signed_in", _("Everybody who is signed in")
    DESK = "desk", _("The editing desk only")


class ImportState(models.TextChoices):
    """Where a list is on its way into the registry."""

    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, not applied")
    APPLYING = "applying", _("Being applied")
    DONE = "done", _("Applied")
    FAILED = "failed", _("Stopped")
    DISCARDED = "discarded", _("Discarded")


IMPORT_TONES = {ImportState.DONE: "ok", ImportState.FAILED: "danger", ImportState.DISCARDED: "neutral"}


class ImportFailure(models.TextChoices):
    """Why a list stopped before its end."""

    ROLE = "role", _("Whoever applied it no longer works at the editing desk.")
    ERROR = "error", _("The next rows could not be stored: an error of the Hub. None of them is in the registry.")


class LinkRole(models.TextChoices):
    """What a thing is to a standard."""

    ESSENTIAL = "essential", _("essential")
    IMPLEMENTS = "implements", _("implements")
    NEEDS = "needs", _("needs")
    TEST_METHOD = "test_method", _("test method")
    BACKGROUND = "background", _("background")
