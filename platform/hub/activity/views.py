"""The log as staff see it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub.activity.models import Activity
from hub.activity.queries import count_acts, list_acts, list_verbs
from hub.activity.words import word_for
from hub.common.bilingual import pick

PER_PAGE = 50
READERS = frozenset({"auditor", "superuser"})


@require_safe
@login_required
def activity_desk(request: HttpRequest) -> HttpResponse:
    """Every act, newest first; for auditors and superusers."""
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    if READERS.isdisjoint(roles):
        raise PermissionDenied(_("The log is for auditors. The association's staff grants this role."))
    verbs = list_verbs()
    verb = request.GET.get("verb", "")
    verb = verb if verb in verbs else ""
    before = request.GET.get("before", "")
    acts = list(
        list_acts(
            verb=verb, before=int(before) if before.isdecimal() and len(before) < 19 else None, limit=PER_PAGE + 1
        )
    )
    total = count_acts(verb)
    context: dict[str, Any] = {
        "acts": [{"act": act, "words": word_for(act.verb), "subject": _name(act)} for act in acts[:PER_PAGE]],
        "verbs": [(v, word_for(v)) for v in verbs],
        "verb": verb,
        "count_text": ngettext("%(count)s act", "%(count)s acts", total) % {"count": total},
        "newer_url": _address(verb) if before else "",
        "older_url": _address(verb, before=acts[PER_PAGE - 1].pk) if len(acts) > PER_PAGE else "",
    }
    return render(request, "activity/activity_desk.html", context)


def _name(act: Activity) -> str:
    """Return the object's title or name in the reader's language where it has one."""
    for field in ("title", "name"):
        if hasattr(act.subject, f"{field}_en"):
            return pick(act.subject, field).text
    return str(act.subject or act.subject_id)


def _address(verb: str, **more: int) -> str:
    query = urlencode([(k, str(v)) for k, v in {"verb": verb, **more}.items() if v])
    return reverse("activity-desk") + (f"?{query}" if query else "")
