"""One page for every step of every workflow: what will happen, what is missing, what is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hub.common.actors import Actor
from hub.common.ways_back import own_address
from hub.workflow.errors import GuardsUnmet, WorkflowError
from hub.workflow.forms import ActForm
from hub.workflow.machine import Transition, machine_of
from hub.workflow.pages import ActPages, form_of, pages_named
from hub.workflow.services import check, fire
from hub.workflow.undoing import last_undoable, undo


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def act(request: HttpRequest, machine: str, public_id: str, act: str) -> HttpResponse:
    """Show a step, or take it. 404 for what the person may not see, 403 and 409 for what cannot be done by them or now."""
    pages, obj = _find_or_404(request, machine, public_id)
    step = machine_of(obj).by_name.get(act)
    if step is None:
        raise Http404
    try:
        return _take(request, pages, obj, step) if request.method == "POST" else _show(request, pages, obj, step)
    except WorkflowError as refusal:
        refusal.back_url = _way_back(request, obj)
        raise


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def undo_step(request: HttpRequest, machine: str, public_id: str) -> HttpResponse:
    """Turn back one's own last step. It may have taken the object out of one's sight; a GET only leads to the object."""
    pages = pages_named(machine)
    obj: Any = pages.model._base_manager.filter(public_id=public_id).first() if pages else None
    if pages is None or obj is None:
        raise Http404
    now = timezone.now()
    seen = pages.visible_to(request.user).filter(pk=obj.pk).exists()
    if not seen and last_undoable(obj, request.user, now) is None:
        raise Http404
    if request.method != "POST":
        return redirect(str(obj.get_absolute_url()) if seen else reverse("account-home"))
    try:
        undo(obj=obj, actor=_actor(request), now=now)
    except WorkflowError as refusal:
        refusal.back_url = _way_back(request, obj)
        raise
    return redirect(_wanted(request) or str(obj.get_absolute_url()))


def _find_or_404(request: HttpRequest, slug: str, public_id: str) -> tuple[ActPages, Any]:
    pages = pages_named(slug)
    obj = pages.visible_to(request.user).filter(public_id=public_id).first() if pages else None
    if pages is None or obj is None:
        raise Http404
    return pages, obj


def _show(request: HttpRequest, pages: ActPages, obj: Any, step: Transition) -> HttpResponse:
    now, actor = timezone.now(), _actor(request)
    missing = check(obj, step.name, actor, now)
    if step.name in pages.places:
        return redirect(pages.place_of(obj, step.name))
    form_class = form_of(pages.model, step)
    form = form_class(obj=obj, actor=actor, now=now) if form_class else None
    return _page(request, pages, obj, step, form=form, missing=missing)


def _take(request: HttpRequest, pages: ActPages, obj: Any, step: Transition) -> HttpResponse:
    now, actor = timezone.now(), _actor(request)
    form_class = form_of(pages.model, step)
    form = form_class(request.POST, request.FILES, obj=obj, actor=actor, now=now) if form_class else None
    if form is not None and not form.is_valid():
        missing = check(obj, step.name, actor, now)
        return _page(request, pages, obj, step, form=form, missing=missing, status=422)
    try:
        _fire(pages, obj, step, actor, now, form.cleaned_data if form else {})
    except GuardsUnmet as unmet:  # what was typed is kept
        return _page(request, pages, obj, step, form=form, missing=list(unmet.reasons), status=409)
    return redirect(_afterwards(request, pages, obj, step))


def _fire(pages: ActPages, obj: Any, step: Transition, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """Take the step by the app's service where it names one, else by `fire`."""
    service = pages.services.get(step.name)
    if service is None:
        fire(obj, step.name, actor, now, **data)
    else:
        service(**{pages.subject or str(obj._meta.model_name): obj}, actor=actor, now=now, **data)


def _page(
    request: HttpRequest,
    pages: ActPages,
    obj: Any,
    step: Transition,
    *,
    form: ActForm | None,
    missing: list[str],
    status: int = 200,
) -> HttpResponse:
    machine = machine_of(obj)
    context = {
        "obj": obj,
        "step": step,
        "form": form,
        "missing": missing,
        "title": pages.title(obj, request.user),
        "state_now": machine.words_of(machine.state_of(obj)),
        "state_then": machine.words_of(step.target),
        "undo_minutes": int(step.undo_within.total_seconds() // 60) if step.undo_within else 0,
        "acts_for": _acts_for_organisation(request, obj),
        "back_url": _way_back(request, obj),
        "next": _wanted(request),
    }
    return render(request, "workflow/act.html", context, status=status)


def _acts_for_organisation(request: Any, obj: Any) -> bool:
    """Whether the object belongs to the organisation for which the person acts, so that the act is said to be its act."""
    acting = getattr(request, "organisation", None)
    return acting is not None and bool(acting) and getattr(obj, "organisation_id", None) == acting.pk


def _actor(request: Any) -> Actor:
    actor: Actor = request.actor
    return actor


def _wanted(request: HttpRequest) -> str:
    """Return the page that the form or the link asks to come back to, when it is one of ours."""
    return own_address(request, request.POST.get("next", "") or request.GET.get("next", ""))


def _way_back(request: HttpRequest, obj: Any) -> str:
    return _wanted(request) or str(obj.get_absolute_url())


def _afterwards(request: HttpRequest, pages: ActPages, obj: Any, step: Transition) -> str:
    """Return where to go when the step was taken: the object's page, or home when the step took it out of sight."""
    if wanted := _wanted(request):
        return wanted
    if step.name in pages.afterwards:
        return pages.afterwards[step.name](obj)
    seen = pages.visible_to(request.user).filter(pk=obj.pk).exists()
    return str(obj.get_absolute_url()) if seen else reverse("account-home")
