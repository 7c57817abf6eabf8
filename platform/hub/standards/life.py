"""The life line of a standard: what happened at each stage, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from hub.common.bilingual import column_language
from hub.standards.enums import RelationKind, Status
from hub.standards.models import Standard
from hub.standards.presentation import date_words, published_words
from hub.standards.queries.relations import RelationShown
from hub.vocabularies.stages import code_name

OUR_ISSUER = "T/ZSA"
_GROUPS = (
    (("00", "10"), gettext_lazy("Proposal")),
    (("20", "30"), pgettext_lazy("status of a standard", "Draft")),
    (("40",), gettext_lazy("Public comment")),
    (("50",), gettext_lazy("Ballot")),
    (("60",), gettext_lazy("Release")),
)


class Step(NamedTuple):
    """One step of the project: stage code, day, a remark in the reader's language (or the other one)."""

    code: str
    day: date
    note: str


def steps_of(standard: Standard) -> list[Step]:
    """Return the steps that a standard's project has taken, oldest first."""
    wanted = column_language()
    other = "en" if wanted == "zh" else "zh"
    return [
        Step(s["code"], date.fromisoformat(s["date"]), s.get(f"note_{wanted}") or s.get(f"note_{other}") or "")
        for s in standard.stage_history
    ]


def life_points(
    standard: Standard, relations: Sequence[RelationShown], linked: int, today: date
) -> list[dict[str, str]]:
    """Return the points of the line (label, detail, url, state done or next): from the steps of the project where they are
    known, else from what the register says. `linked` counts the things tied to the standard.
    """
    steps = steps_of(standard)
    points = _from_steps(steps, standard) if steps else _from_register(standard, relations)
    if standard.status == Status.DRAFT:
        return points if steps else [*points, _point(_("Release"), _("to come"), ahead=True)]
    uptake = ngettext("%(count)s entry on the Hub", "%(count)s entries on the Hub", linked) % {"count": linked}
    if linked or standard.status == Status.IN_FORCE:
        points.append(_point(_("Uptake"), uptake, ahead=not linked))
    return [*points, *_end(standard, steps, relations, today)]


def _from_steps(steps: Sequence[Step], standard: Standard) -> list[dict[str, str]]:
    points = []
    for stages, label in _GROUPS:
        mine = [step for step in steps if step.code[:2] in stages]
        if mine:
            last = mine[-1]
            points.append(_point(str(label), _joined(date_words(last.day), last.note or code_name(last.code))))
        elif standard.status == Status.DRAFT:
            points.append(_point(str(label), _("to come"), ahead=True))
    return points


def _from_register(standard: Standard, relations: Sequence[RelationShown]) -> list[dict[str, str]]:
    if standard.status == Status.DRAFT:
        return [_point(pgettext("status of a standard", "Draft"), code_name(standard.stage_code))]
    when = published_words(standard) or _("date not recorded")
    points = [_point(pgettext("status of a standard", "Published"), when)]
    if standard.implemented_date and standard.implemented_date != standard.published_date:
        points.append(_point(_("In force"), date_words(standard.implemented_date)))
    amended = [r for r in relations if r.kind == RelationKind.AMENDS and r.inward]
    if amended:
        newest = max(amended, key=lambda r: str(r.other.published_date if r.other else ""))
        more = ngettext("%(count)s amendment", "%(count)s amendments", len(amended)) % {"count": len(amended)}
        points.append(_linked(pgettext("what happened to a standard", "Amended"), f"{more} · {newest.number}", newest))
    return points


def _end(
    standard: Standard, steps: Sequence[Step], relations: Sequence[RelationShown], today: date
) -> list[dict[str, str]]:
    reviews = [step for step in steps if step.code[:2] == "90"]
    points = [
        _point(_("Yearly verdict"), _joined(date_words(step.day), step.note or code_name(step.code)))
        for step in reviews[-1:]
    ]
    if standard.status == Status.IN_FORCE:
        if standard.issuer == OUR_ISSUER and standard.published_date:
            due = date_words(next_anniversary(standard.published_date, today))
            points.append(_point(_("Yearly verdict"), _("due %(date)s") % {"date": due}, ahead=True))
        return points
    successors = [r for r in relations if r.kind == RelationKind.REPLACES and r.inward]
    if successors:
        first = successors[0]
        when = published_words(first.other) if first.other else date_words(standard.withdrawn_date)
        return [*points, _linked(_("Replaced"), _joined(when, first.number), first)]
    when = date_words(standard.withdrawn_date)
    return [*points, _point(str(standard.get_status_display()), when or code_name(standard.stage_code))]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _linked(label: str, detail: str, relation: RelationShown) -> dict[str, str]:
    return {**_point(label, detail), "url": relation.other.get_absolute_url() if relation.other else ""}


def _point(label: str, detail: str, *, ahead: bool = False) -> dict[str, str]:
    return {"label": label, "detail": detail, "state": "next" if ahead else "done", "url": ""}


def review_due(standard: Standard, today: date) -> date | None:
    """Return when the yearly market review of one of our standards is due; None for all others."""
    if standard.status != Status.IN_FORCE or standard.issuer != OUR_ISSUER or not standard.published_date:
        return None
    return next_anniversary(standard.published_date, today)


def next_anniversary(published: date, today: date) -> date:
    """Return the next yearly return of the publication date; 29 February falls on 1 March in common years."""
    year = max(published.year, today.year)
    due = _anniversary(published, year)
    return due if due > max(published, today) else _anniversary(published, year + 1)


def _anniversary(published: date, year: int) -> date:
    try:
        return published.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def step_rows(standard: Standard) -> list[dict[str, Any]]:
    """Return the steps of the project as rows of a table, newest first."""
    return [
        {"code": step.code, "name": code_name(step.code), "day": step.day, "note": step.note}
        for step in reversed(steps_of(standard))
    ]
