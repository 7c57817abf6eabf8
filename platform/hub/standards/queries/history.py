"""What happened to standards, for the history tab, mails and feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.activity.models import Activity
from hub.standards.enums import Status, WithdrawalGround
from hub.standards.models import Standard
from hub.standards.queries.registry import below_ics
from hub.vocabularies.stages import code_name

# The acts on a standard that everybody may read.
PUBLIC_VERBS = (
    "standard.imported",
    "standard.registered",
    "standard.updated",
    "standard.withdrawn",
    "standard.document_added",
    "standard.document_removed",
)
FIELD_WORDS: dict[str, str | Promise] = {
    "number": gettext_lazy("Number"),
    "issuer": gettext_lazy("Issuer"),
    "edition": gettext_lazy("Edition"),
    "title_en": gettext_lazy("Title in English"),
    "title_zh": gettext_lazy("Title in Chinese"),
    "abstract_en": gettext_lazy("Scope in English"),
    "abstract_zh": gettext_lazy("Scope in Chinese"),
    "status": gettext_lazy("Status"),
    "stage_code": gettext_lazy("Stage"),
    "stage_history": gettext_lazy("Steps of the project"),
    "published_date": gettext_lazy("Publication date"),
    "implemented_date": gettext_lazy("Takes effect on"),
    "withdrawn_date": gettext_lazy("Date of withdrawal"),
    "withdrawal_ground": gettext_lazy("Ground of withdrawal"),
    "withdrawal_note": gettext_lazy("Reasons and evidence"),
    "ics": gettext_lazy("ICS"),
    "text_languages": gettext_lazy("Languages of the text"),
    "url": gettext_lazy("Where the text is"),
    "relations": gettext_lazy("Relations"),
    "document": gettext_lazy("Document"),
    "machine_translated": gettext_lazy("Machine-translated"),
}


@dataclass(frozen=True)
class Change:
    """One field before and after, in words; either may be empty."""

    label: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """The change as a line of text."""
        if self.old and self.new:
            return _("%(field)s: %(old)s → %(new)s") % {"field": self.label, "old": self.old, "new": self.new}
        if self.new:
            return _("%(field)s: %(new)s") % {"field": self.label, "new": self.new}
        return _("%(field)s: %(old)s removed") % {"field": self.label, "old": self.old}


def acts_on(standard: Standard) -> QuerySet[Activity]:
    """Return the public acts on one standard, newest first."""
    return _acts().filter(subject_id=standard.pk)


def recent_acts(*, ics_code: str = "", limit: int = 50) -> list[tuple[Activity, Standard]]:
    """Return the newest public acts on standards (under a code of the classification, if one is given), with the standards."""
    acts = _acts()
    if ics_code:
        acts = acts.filter(subject_id__in=Standard.objects.filter(below_ics(ics_code)).values("pk"))
    newest: Sequence[Activity] = list(acts[:limit])
    standards = Standard.objects.in_bulk({act.subject_id for act in newest})
    return [(act, standards[act.subject_id]) for act in newest if act.subject_id in standards]


def _acts() -> QuerySet[Activity]:
    kind = ContentType.objects.get_for_model(Standard)
    acts = Activity.objects.filter(subject_type=kind, verb__in=PUBLIC_VERBS)
    return acts.select_related("actor_user").order_by("-id")


def change_lines(act: Activity) -> list[Change]:
    """Return what an act changed, field by field, in the active language."""
    changes: dict[str, list[str]] = act.data.get("changes") or {}
    lines = [
        Change(str(FIELD_WORDS[name]), _value(name, old), _value(name, new))
        for name, (old, new) in changes.items()
        if name in FIELD_WORDS
    ]
    return [line for line in lines if line.old or line.new]


def _value(name: str, value: Any) -> str:
    text = str(value or "")
    if name == "status" and text in Status.values:
        return str(Status(text).label)
    if name == "withdrawal_ground" and text in WithdrawalGround.values:
        return str(WithdrawalGround(text).label)
    if name == "stage_code" and text:
        return f"{text} {code_name(text)}"
    return text
