"""What a standard is to others, and which relations lead nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
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
    degree: str
    pk: int

    @property
    def column(self) -> str:
        """The name of the relation in lists and exports, e.g. "replaced_by"."""
        return _INWARD[self.kind] if self.inward else str(self.kind.value)

    @property
    def degree_words(self) -> str | Promise:
        """How closely an adoption follows the adopted text; "" where nothing is said."""
        return AdoptionDegree(self.degree).label if self.degree else ""

    @property
    def stated(self) -> str:
        """The number as lists state it, with the short sign of the degree of an adoption."""
        return f"{self.number} ({_SIGNS[self.degree]})" if self.degree else self.number


# The issuer of the end that the registry holds; "" where the entry names none.
_KNOWN_ISSUER = Coalesce("source__issuer", "target__issuer")
_SIGNS: dict[str, str] = {
    AdoptionDegree.IDENTICAL: "IDT",
    AdoptionDegree.MODIFIED: "MOD",
    AdoptionDegree.EQUIVALENT: "EQV",
}
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
    return RelationShown(kind, inward, INVERSE[kind] if inward else kind.label, other, number, row.degree, row.pk)


def relations_of_many(standards: Sequence[Standard]) -> dict[int, list[RelationShown]]:
    """Return the relations of each of these standards, in one query."""
    by_key = {standard.pk: standard for standard in standards}
    shown: dict[int, list[RelationShown]] = {key: [] for key in by_key}
    rows = StandardRelation.objects.filter(Q(source__in=by_key) | Q(target__in=by_key)).order_by("id")
    for row in rows.select_related("source", "target"):
        for key in {row.source_id, row.target_id} & set(by_key):
            if key is not None:
                shown[key].append(_seen_from(by_key[key], row))
    return shown


def list_broken(register: str | None = None) -> QuerySet[Any]:
    """Return the relations with an end that the registry does not hold, by the missing number; only those stated with
    entries of one issuer when one is given.
    """
    broken: QuerySet[Any] = StandardRelation.objects.filter(Q(source=None) | Q(target=None))
    broken = broken.annotate(register=_KNOWN_ISSUER)
    if register is not None:
        broken = broken.filter(register=register)
    return broken.select_related("source", "target").order_by("target_slug", "source_slug", "id")


def count_broken_by_register() -> list[tuple[str, int]]:
    """Return how many such relations the entries of each issuer state, the most first."""
    rows = list_broken().order_by().values("register").annotate(total=Count("pk")).order_by("-total", "register")
    return [(row["register"], row["total"]) for row in rows]


def count_broken() -> int:
    """Return how many relations lead to a number that the registry does not hold."""
    return list_broken().order_by().count()
