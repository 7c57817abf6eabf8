"""The life line of a standard: what happened at each stage, and what comes next."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hub.standards.enums import Status
from hub.standards.models import Standard

OUR_ISSUER = "T/ZSA"


def life_points(standard: Standard, linked: int, today: date) -> list[dict[str, str]]:
    """Return the points of the line (label, detail, state done or next). `linked` counts the things tied to the standard."""
    published, stage = standard.published_date, _("stage %(code)s") % {"code": standard.stage_code}
    if standard.status == Status.DRAFT:
        return [
            _point(pgettext("status of a standard", "Draft"), stage),
            _point(_("Publication"), _("to come"), ahead=True),
        ]
    when = date_format(published, "DATE_FORMAT") if published else _("date not recorded")
    points = [_point(pgettext("status of a standard", "Published"), when)]
    if standard.status == Status.IN_FORCE:
        points.append(_point(_("In force"), stage))
    uptake = ngettext("%(count)s entry on the Hub", "%(count)s entries on the Hub", linked) % {"count": linked}
    points.append(_point(_("Uptake"), uptake, ahead=not linked))
    if standard.status != Status.IN_FORCE:
        points.append(_point(standard.get_status_display(), stage))
    elif standard.issuer == OUR_ISSUER and published:
        due = date_format(next_anniversary(published, today), "DATE_FORMAT")
        points.append(_point(_("Yearly verdict"), _("due %(date)s") % {"date": due}, ahead=True))
    return points


def _point(label: str, detail: str, *, ahead: bool = False) -> dict[str, str]:
    return {"label": label, "detail": detail, "state": "next" if ahead else "done"}


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
