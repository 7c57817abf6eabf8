"""How a thing of a vertical is tied to standards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.common.labels import Labelled
from hub.standards.enums import LinkRole
from hub.standards.models.standards import Standard


class StandardLink(Labelled):
    """Abstract: a thing of a vertical tied to a standard, in a role, perhaps to one clause of it."""

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+")
    role = models.CharField(
        _("Role towards the standard"), max_length=12, choices=LinkRole.choices, default=LinkRole.IMPLEMENTS
    )
    clause = models.CharField(_("Clause"), max_length=20, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.standard} {self.role} {self.clause}".strip()


def link_constraint(name: str, owner: str) -> models.UniqueConstraint:
    """Return the constraint of a concrete link table: a thing names a clause of a standard once. `owner` is the foreign key
    to the thing. `hub.standards.rules.link_problem` says it in words before.
    """
    return models.UniqueConstraint(name=name, fields=[owner, "standard", "clause"])
