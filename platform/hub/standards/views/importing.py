"""Bring a list in: upload, look at what would happen, apply, read what happened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.middleware import actor_of
from hub.common.views.errors import conflict
from hub.standards.enums import IMPORT_TONES, ImportState
from hub.standards.forms.imports import ImportForm
from hub.standards.profiles import COLUMNS
from hub.standards.queries.desk import get_import_or_404, is_stuck, list_imports, report_rows
from hub.standards.queries.history import FIELD_WORDS
from hub.standards.services import import_runs
from hub.standards.services.importing import OUTCOMES
from hub.standards.views.desk import desk_view

SHOWN_ROWS = 50
SHOWN_RUNS = 20
ACTS = {"discard": import_runs.discard_import, "retry": import_runs.retry_import}
RUNNING = (ImportState.CHECKING, ImportState.APPLYING)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a list; the ones uploaded before."""
    form = ImportForm(request.POST or None, request.FILES or None) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        run = import_runs.start_import(
            actor=actor_of(request),
            name=form.cleaned_data["file"].name,
            content=form.content,
            profile=form.profile,
            now=timezone.now(),
        )
        return redirect("standards-import", run.public_id)
    context = {"form": form, "runs": list_imports(SHOWN_RUNS), "columns": list(COLUMNS)}
    return render(request, "standards/desk/imports.html", context, status=422 if form.is_bound else 200)


@require_safe
@desk_view
def import_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where a list is on its way, and what became or would become of its rows."""
    run = get_import_or_404(public_id)
    words = {"created": _("created"), "changed": _("changed"), "unchanged": _("unchanged"), "refused": _("refused")}
    stuck = is_stuck(run)
    rows = [] if run.state in RUNNING else report_rows(run.report, frozenset({"refused", "changed"}), SHOWN_ROWS)
    for row in rows:
        row["words"] = words.get(row["outcome"], row["outcome"])
        row["field_words"] = ", ".join(str(FIELD_WORDS.get(name, name)) for name in row["fields"].split())
    state = ImportState.FAILED if stuck else ImportState(run.state)
    context = {
        "run": run,
        "running": run.state in RUNNING and not stuck,
        "stuck": stuck,
        "state_words": state.label,
        "tone": IMPORT_TONES.get(state, "info"),
        "counts": [(words[outcome], run.counts.get(outcome, 0)) for outcome in OUTCOMES],
        "useful": run.counts.get("created", 0) + run.counts.get("changed", 0),
        "rows": rows,
        "more": sum(run.counts.get(outcome, 0) for outcome in ("refused", "changed")) - len(rows),
    }
    return render(request, "standards/desk/import_detail.html", context)


@require_safe
@desk_view
def import_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report of every row as CSV."""
    run = get_import_or_404(public_id)
    response = HttpResponse("\ufeff" + run.report, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.public_id}.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def import_act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Apply a checked list, let one that stopped go on, or give it up."""
    run = get_import_or_404(public_id)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""), import_runs.apply_import)
        try:
            act(actor=actor_of(request), run=run, now=timezone.now())
        except import_runs.WrongMoment:
            reasons = [
                _("The list is “%(state)s” by now. Open it and see what can be done with it.")
                % {"state": run.get_state_display()}
            ]
            return conflict(request, reasons, back_url=reverse("standards-import", args=[run.public_id]))
    return redirect("standards-import", run.public_id)
