"""The filter rail and the chips of the active filters, in the words that entries give their facets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.asked import Asked
from search.engines.base import TYPE
from search.registry import Facet, entries, facet_named, facets_of

SHOWN_VALUES = 10


@dataclass(frozen=True)
class Rail:
    """What `ui/filters.html` and `ui/chips.html` need: groups with their options, hidden parameters, active filters as
    (label, address without it).
    """

    groups: list[dict[str, Any]]
    hidden: list[tuple[str, str]]
    chips: list[tuple[str | Promise, str]]
    clear_url: str
    action: str

    @property
    def active(self) -> int:
        """How many filter values are on."""
        return len(self.chips)


def type_facet() -> Facet:
    """The facet that every document has."""
    return Facet(
        "kind",
        gettext_lazy("Kind"),
        labels=lambda values: {e.slug: e.label for e in entries if e.slug in values},
        fixed_order=True,
    )


def build_rail(asked: Asked, counts: Mapping[str, Mapping[str, int]], path: str) -> Rail:
    """Build the rail of a search from what it asked and what was counted."""
    offered: dict[str, Facet] = {} if asked.fixed or len(entries) < 2 else {TYPE: type_facet()}
    offered |= {facet.slug: facet for facet in facets_of(asked.types)}
    for slug in asked.filters:
        facet = type_facet() if slug == TYPE else facet_named(slug, asked.types)
        if facet is not None:
            offered.setdefault(slug, facet)
    groups, chips = [], []
    for name, facet in offered.items():
        counted, chosen = counts.get(name, {}), asked.filters.get(name, ())
        labels = facet.labels({*counted, *chosen})
        options = _options(facet, labels, counted, chosen)
        if options:
            groups.append({"legend": facet.label, "name": name, "type": "checkbox", "options": options})
        chips += [(labels.get(value, value), asked.without(name, value).url(path)) for value in chosen]
    if asked.since:
        since = date_format(localtime(asked.since), "SHORT_DATETIME_FORMAT")
        chips.append((_("New since %(moment)s") % {"moment": since}, asked.at_any_time().url(path)))
    hidden = asked.pairs(without=list(asked.filters))
    return Rail(groups, hidden, chips, asked.unfiltered().url(path), path)


def _options(
    facet: Facet, labels: Mapping[str, str | Promise], counted: Mapping[str, int], chosen: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Offer the values with hits and the chosen ones; of long lists the most frequent."""
    values = [value for value in labels if value in chosen or counted.get(value)]
    values.sort(key=lambda value: (value not in chosen, -counted.get(value, 0), str(labels[value])))
    values = values[: max(SHOWN_VALUES, len(chosen))]
    if facet.fixed_order:
        values = [value for value in labels if value in values]
    return [{"value": v, "label": labels[v], "checked": v in chosen, "count": counted.get(v, 0)} for v in values]
