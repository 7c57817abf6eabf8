"""The outbox as staff see it: what waits, and what was parked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hub.common.actors import Actor, oversees
from hub.common.views.errors import conflict
from hub.outbox.enums import QUEUES, DropReason, State, queue_word
from hub.outbox.forms import DropForm
from hub.outbox.models import OutboxMessage
from hub.outbox.queries import count_held_up, count_parked, get_message_or_404, is_secret, list_depths, list_parked
from hub.outbox.services import NotParked, drop_parked, retry_parked

ACTORS = frozenset({"superuser"})
PER_PAGE = 50


def _readers_only(request: HttpRequest) -> None:
    if not oversees(request):
        raise PermissionDenied(_("This desk is for superusers and auditors. A superuser grants these roles."))


def _may_act(request: HttpRequest) -> bool:
    return not ACTORS.isdisjoint(getattr(request, "roles", frozenset()))


@require_safe
@login_required
def outbox_desk(request: HttpRequest) -> HttpResponse:
    """What waits by queue and kind, and what was parked, newest first."""
    _readers_only(request)
    queue = request.GET.get("queue", "")
    queue = queue if queue in QUEUES else ""
    given = request.GET.get("before", "")
    before = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
    parked = list(list_parked(queue=queue, before=before, limit=PER_PAGE + 1))
    total = count_parked(queue)
    context: dict[str, Any] = {
        "depths": [(row, queue_word(row.queue)) for row in list_depths(timezone.now())],
        "parked": [{"row": row, "queue": queue_word(row.queue)} for row in parked[:PER_PAGE]],
        "queues": [(value, queue_word(value)) for value in QUEUES],
        "queue": queue,
        "count_text": ngettext("%(count)s parked task", "%(count)s parked tasks", total) % {"count": total},
        "newer_url": _address(queue) if before else "",
        "older_url": _address(queue, before=parked[PER_PAGE - 1].pk) if len(parked) > PER_PAGE else "",
    }
    return render(request, "outbox/outbox_desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def outbox_effect(request: HttpRequest, message_id: int) -> HttpResponse:
    """One effect: what it is, why it was parked, and the two things a superuser can do about it."""
    _readers_only(request)
    row = get_message_or_404(message_id)
    dropping = request.method == "POST" and request.POST.get("act") == "drop"
    form = DropForm(request.POST if dropping else None)
    if request.method == "POST":
        if not _may_act(request):
            raise PermissionDenied(_("Only superusers try tasks again or give them up."))
        if not dropping or form.is_valid():
            return _act(request, row, form if dropping else None)
    context = {
        "row": row,
        "queue": queue_word(row.queue),
        "key": "" if is_secret(row.kind) else row.key,
        "held_up": count_held_up(row),
        "parked": row.state == State.PARKED,
        "may_act": _may_act(request),
        "form": form,
    }
    return render(request, "outbox/outbox_effect.html", context, status=422 if form.is_bound else 200)


def _act(request: HttpRequest, row: OutboxMessage, form: DropForm | None) -> HttpResponse:
    actor = Actor.person(request.user)  # type: ignore[arg-type]
    try:
        if form is None:
            retry_parked(actor=actor, message_id=row.pk, now=timezone.now())
            messages.success(request, _("The task is tried again from the beginning."))
        else:
            reason = DropReason(form.cleaned_data["reason"])
            drop_parked(actor=actor, message_id=row.pk, reason=reason, now=timezone.now())
            messages.success(request, _("The task was given up; what it held was erased."))
    except NotParked:
        return conflict(request, back_url=reverse("outbox-desk"))
    return redirect("outbox-desk")


def _address(queue: str, **more: int) -> str:
    query = urlencode([(k, str(v)) for k, v in {"queue": queue, **more}.items() if v])
    return reverse("outbox-desk") + (f"?{query}" if query else "")
