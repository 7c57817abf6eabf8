"""The log as staff see it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub.activity.forms import WantedForm
from hub.activity.models import Activity, ActivityAnchor
from hub.activity.queries import count_acts, list_acts, read_subjects
from hub.activity.services import record
from hub.activity.words import named_verbs, word_for
from hub.common.actors import Actor, oversees
from hub.common.bilingual import pick
from hub.common.tables import csv_lines

PER_PAGE = 50
COLUMNS = ("at", "act", "kind of actor", "person", "organisation", "verb", "object", "object number", "link", "hash")


def _readers_only(request: HttpRequest) -> None:
    if not oversees(request):
        raise PermissionDenied(_("The log is for auditors. The association's staff grants this role."))


@require_safe
@login_required
def activity_desk(request: HttpRequest) -> HttpResponse:
    """Every act, newest first, by act, person, object and days; for auditors and superusers."""
    _readers_only(request)
    form = WantedForm(request.GET, verbs=named_verbs())
    given = request.GET.get("before", "")
    before = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
    valid = form.is_valid()
    acts = list(list_acts(wanted=form.wanted(), before=before, limit=PER_PAGE + 1)) if valid else []
    read_subjects(acts)
    total = count_acts(wanted=form.wanted()) if valid else 0
    parts = form.address_parts()
    context: dict[str, Any] = {
        "acts": [{"act": act, "words": word_for(act.verb), "subject": name_of(act)} for act in acts[:PER_PAGE]],
        "form": form,
        "filtered": bool(parts),
        "anchor": ActivityAnchor.objects.order_by("-day").first(),
        "count_text": ngettext("%(count)s act", "%(count)s acts", total) % {"count": total},
        "newer_url": _address(parts) if before else "",
        "older_url": _address({**parts, "before": str(acts[PER_PAGE - 1].pk)}) if len(acts) > PER_PAGE else "",
        "export_url": _address(parts, "activity-export"),
    }
    return render(request, "activity/activity_desk.html", context, status=200 if valid else 422)


@require_safe
@login_required
def activity_export(request: HttpRequest) -> HttpResponseBase:
    """The acts asked for as a CSV file; who took it is in the log."""
    _readers_only(request)
    form = WantedForm(request.GET, verbs=named_verbs())
    if not form.is_valid():
        return activity_desk(request)
    actor = Actor.person(request.user)  # type: ignore[arg-type]
    wanted = form.wanted()
    with transaction.atomic():
        record(
            actor=actor, verb="log.exported", subject=actor.someone, data={"asked": wanted.noted()}, now=timezone.now()
        )
    acts = list_acts(wanted=wanted, limit=None)
    answer = StreamingHttpResponse(
        csv_lines(COLUMNS, (_cells(act) for act in acts.iterator(chunk_size=1000))),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="acts.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _cells(act: Activity) -> list[object]:
    seal = getattr(act, "seal", None)
    organisation = act.actor_organisation
    return [
        act.at.isoformat(),
        act.public_id,
        act.actor_kind,
        act.actor_user.name if act.actor_user else "",
        pick(organisation, "name").text if organisation else "",
        act.verb,
        act.subject_type.model,
        act.subject_id,
        seal.seq if seal else "",
        seal.hash if seal else "",
    ]


def name_of(act: Activity) -> str:
    """Return the object's title or name in the reader's language where it has one."""
    for field in ("title", "name"):
        if hasattr(act.subject, f"{field}_en"):
            return pick(act.subject, field).text
    return str(act.subject or act.subject_id)


def _address(parts: dict[str, str], name: str = "activity-desk") -> str:
    query = urlencode(sorted(parts.items()))
    return reverse(name) + (f"?{query}" if query else "")
