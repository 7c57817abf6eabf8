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
    published = standard.published_date
    if standard.status == Status.DRAFT:
        return [
            {
                "label": pgettext("status of a standard", "Draft"),
                "detail": _("stage %(code)s") % {"code": standard.stage_code},
                "state": "done",
            },
            {"label": _("Publication"), "detail": _("to come"), "state": "next"},
        ]
    points = [
        {
            "label": pgettext("status of a standard", "Published"),
            "detail": date_format(published, "DATE_FORMAT") if published else _("date not recorded"),
            "state": "done",
        }
    ]
    if standard.status == Status.IN_FORCE:
        points.append(
            {"label": _("In force"), "detail": _("stage %(code)s") % {"code": standard.stage_code}, "state": "done"}
        )
    uptake = ngettext("%(count)s entry on the Hub", "%(count)s entries on the Hub", linked) % {"count": linked}
    points.append({"label": _("Uptake"), "detail": uptake, "state": "done" if linked else "next"})
    if standard.status != Status.IN_FORCE:
        points.append(
            {
                "label": standard.get_status_display(),
                "detail": _("stage %(code)s") % {"code": standard.stage_code},
                "state": "done",
            }
        )
    elif standard.issuer == OUR_ISSUER and published:
        points.append(
            {
                "label": _("Yearly verdict"),
                "detail": _("due %(date)s") % {"date": date_format(next_anniversary(published, today), "DATE_FORMAT")},
                "state": "next",
            }
        )
    return points


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
