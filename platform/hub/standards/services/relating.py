"""Relations between standards: written from either end, kept as text while an end is unknown, healed when it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from hub.standards.models import Standard, StandardRelation
from hub.standards.rows import Incoming, Numbered, RelationSeen

Key = tuple[str, str, str]


def _key(slug: str, seen: RelationSeen) -> Key:
    return (seen.kind, seen.other.slug, slug) if seen.inward else (seen.kind, slug, seen.other.slug)


def missing_relations(incoming: Sequence[Incoming]) -> dict[str, list[RelationSeen]]:
    """Return, by slug of the standard that states them, the relations that the registry does not hold yet."""
    stated = {item.slug: {_key(item.slug, seen): seen for seen in item.relations} for item in incoming}
    slugs = [slug for slug, relations in stated.items() if relations]
    if not slugs:
        return {}
    held = set(
        StandardRelation.objects.filter(Q(source_slug__in=slugs) | Q(target_slug__in=slugs)).values_list(
            "kind", "source_slug", "target_slug"
        )
    )
    missing = {slug: [seen for key, seen in relations.items() if key not in held] for slug, relations in stated.items()}
    return {slug: relations for slug, relations in missing.items() if relations}


def write_relations(
    missing: Mapping[str, Iterable[RelationSeen]], known: Mapping[str, Standard], now: datetime
) -> list[StandardRelation]:
    """Write relations; an end that the registry holds is tied to its row, the other stays text."""
    ends = {seen.other for relations in missing.values() for seen in relations}
    others = _resolve(ends)
    rows: dict[Key, StandardRelation] = {}
    for slug, relations in missing.items():
        for seen in relations:
            rows.setdefault(_key(slug, seen), _row(known[slug], seen, others.get(seen.other.slug), now))
    return StandardRelation.objects.bulk_create(rows.values(), ignore_conflicts=True)


def _row(own: Standard, seen: RelationSeen, other: Standard | None, now: datetime) -> StandardRelation:
    mine = {"": own, "_number": own.number, "_slug": own.slug}
    theirs = {"": other, "_number": seen.other.number, "_slug": seen.other.slug}
    source, target = (theirs, mine) if seen.inward else (mine, theirs)
    ends = {f"source{part}": value for part, value in source.items()}
    ends |= {f"target{part}": value for part, value in target.items()}
    return StandardRelation(kind=seen.kind, degree=seen.degree, created_at=now, **ends)


def _resolve(ends: Iterable[Numbered]) -> dict[str, Standard]:
    """Find the standards that numbers mean: the edition itself, or the newest edition where no year was given."""
    slugs = {end.slug for end in ends}
    if not slugs:
        return {}
    found = {s.slug: s for s in Standard.objects.filter(slug__in=slugs)}
    undated = Standard.objects.filter(undated_slug__in=slugs - set(found)).order_by("published_date", "slug")
    return {**{s.undated_slug: s for s in undated}, **found}


def heal(new: Sequence[Standard]) -> int:
    """Tie open ends to standards that have just come in and return how many were tied."""
    by_slug: dict[str, Standard] = {}
    for standard in sorted(new, key=lambda s: (s.published_date is not None, str(s.published_date), s.slug)):
        by_slug[standard.undated_slug] = standard
    by_slug |= {standard.slug: standard for standard in new}
    if not by_slug:
        return 0
    open_ends = StandardRelation.objects.filter(
        Q(source=None, source_slug__in=by_slug) | Q(target=None, target_slug__in=by_slug)
    )
    healed = list(open_ends)
    for relation in healed:
        relation.source = relation.source or by_slug.get(relation.source_slug)
        relation.target = relation.target or by_slug.get(relation.target_slug)
    StandardRelation.objects.bulk_update(healed, ["source", "target"])
    return len(healed)
