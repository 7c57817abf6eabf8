"""What standards are to each other."""

from __future__ import annotations

from django.db import models

from hub.standards.enums import AdoptionDegree, RelationKind
from hub.standards.models.standards import NUMBER_LENGTH, Standard


class StandardRelation(models.Model):
    """`source` replaces, amends, adopts or cites `target`; read from the other end it is the inverse.

    Each end keeps its number, so that a relation may name a standard that the registry does not hold yet: that end is empty
    and is filled when the standard comes in.
    """

    kind = models.CharField(max_length=10, choices=RelationKind.choices)
    degree = models.CharField(max_length=10, choices=AdoptionDegree.choices, blank=True)
    source = models.ForeignKey(Standard, models.PROTECT, null=True, blank=True, related_name="relations_out")
    source_number = models.CharField(max_length=NUMBER_LENGTH)
    source_slug = models.SlugField(max_length=120)
    target = models.ForeignKey(Standard, models.PROTECT, null=True, blank=True, related_name="relations_in")
    target_number = models.CharField(max_length=NUMBER_LENGTH)
    target_slug = models.SlugField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="relation_once", fields=["kind", "source_slug", "target_slug"]),
            models.CheckConstraint(name="relation_kind", condition=models.Q(kind__in=RelationKind.values)),
            models.CheckConstraint(
                name="relation_one_end_known",
                condition=models.Q(source__isnull=False) | models.Q(target__isnull=False),
            ),
            models.CheckConstraint(
                name="relation_not_to_itself", condition=~models.Q(source_slug=models.F("target_slug"))
            ),
            models.CheckConstraint(
                name="relation_degree", condition=models.Q(degree="") | models.Q(kind=RelationKind.ADOPTS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_number} {self.kind} {self.target_number}"
