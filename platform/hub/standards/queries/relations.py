"""What a standard is to others, and which relations lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from hub.standards.enums import INVERSE, AdoptionDegree, RelationKind
from hub.standards.models import Standard, StandardRelation


@dataclass(frozen=True)
class RelationShown:
    """A relation seen from one standard: the words, the other end (its row, or its number alone), the degree."""

    kind: RelationKind
    inward: bool
    words: str | Promise
    other: Standard | None
    number: str
    degree: str | Promise
    pk: int

    @property
    def column(self) -> str:
        """The name of the relation in lists and exports, e.g. "replaced_by"."""
        return _INWARD[self.kind] if self.inward else str(self.kind.value)


_INWARD = {
    RelationKind.REPLACES: "replaced_by",
    RelationKind.AMENDS: "amended_by",
    RelationKind.ADOPTS: "adopted_by",
    RelationKind.CITES: "cited_by",
}


def relations_of(standard: Standard) -> list[RelationShown]:
    """Return all relations of a standard from its own point of view, replacements first, then by number."""
    rows = StandardRelation.objects.filter(Q(source=standard) | Q(target=standard))
    shown = [_seen_from(standard, row) for row in rows.select_related("source", "target")]
    order = list(RelationKind)
    return sorted(shown, key=lambda r: (order.index(r.kind), not r.inward, r.number))


def _seen_from(standard: Standard, row: StandardRelation) -> RelationShown:
    inward = row.target_id == standard.pk
    kind = RelationKind(row.kind)
    other, number = (row.source, row.source_number) if inward else (row.target, row.target_number)
    degree = AdoptionDegree(row.degree).label if row.degree else ""
    return RelationShown(kind, inward, INVERSE[kind] if inward else kind.label, other, number, degree, row.pk)


def list_broken() -> QuerySet[StandardRelation]:
    """Return the relations with an end that the registry does not hold, by the missing number."""
    broken = StandardRelation.objects.filter(Q(source=None) | Q(target=None))
    return broken.select_related("source", "target").order_by("target_slug", "source_slug", "id")


def count_broken() -> int:
    """Return how many relations lead to a number that the registry does not hold."""
    return list_broken().order_by().count()
