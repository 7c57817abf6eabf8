"""Listings as tables: taken in with a dry run, and downloaded."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.acting import for_organisation
from hub.accounts.middleware import actor_of
from hub.accounts.models import Organisation
from hub.common.bilingual import column_language, language_of_text
from hub.common.languages import html_lang
from hub.common.tables import Cell
from ip_transfer import queries
from ip_transfer.forms.attachments import TableForm
from ip_transfer.forms.tables import COLUMNS, EXAMPLE, PUBLIC_COLUMNS, labels, read_heading, read_rows
from ip_transfer.models import ImportBatch
from ip_transfer.services.imports import apply_table, keep_table, note_export
from ip_transfer.tabular import MAX_BYTES, MEDIA_TYPES, Kind, UnreadableTable, read_table, write_table
from ip_transfer.tabulated import row_of
from ip_transfer.views.rows import columns_table, import_table

OUTCOMES = ("new", "wrong", "known", "twice")


@require_http_methods(["GET", "POST"])
@login_required
@for_organisation
def take_in(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Send a table; it is read and judged, and nothing is listed before the next step."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["table"]
        try:
            if upload.size > MAX_BYTES:
                raise UnreadableTable(_("The file is larger than 2 MB. Split it."))
            heading, *rows = read_table(upload.read())
            names = read_heading(heading.cells)
        except UnreadableTable as problem:
            form.add_error("table", problem.reason)
        else:
            read = [asdict(row) for row in read_rows(names, rows)]
            batch = keep_table(
                actor=actor_of(request), organisation=organisation, file_name=upload.name, rows=read, now=timezone.now()
            )
            return redirect("ip-import-batch", batch.public_id)
    context = {"form": form, "columns": columns_table(labels(get_language() or "en"))}
    return render(request, "ip_transfer/import.html", context, status=422 if form.is_bound else 200)


def _batch_or_404(request: HttpRequest, public_id: str) -> ImportBatch:
    return queries.get_batch_or_404(request.user, public_id)


@require_http_methods(["GET", "POST"])
@login_required
def dry_run(request: HttpRequest, public_id: str) -> HttpResponse:
    """What would become of each row, with its errors beside their columns; a POST makes the drafts."""
    batch = _batch_or_404(request, public_id)
    if request.method == "POST":
        apply_table(actor=actor_of(request), batch=batch, now=timezone.now())
        return redirect("ip-import-batch", batch.public_id)
    words = labels(get_language() or "en")
    rows = [_shown(row, words) for row in batch.rows]
    counts = {name: sum(row["outcome"] == name for row in batch.rows) for name in OUTCOMES}
    context = {
        "batch": batch,
        "rows": import_table(rows),
        "counts": counts,
        "made": sum(bool(r["listing"]) for r in batch.rows),
    }
    return render(request, "ip_transfer/import_batch.html", context)


def _shown(row: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    label, tone = _outcome(row["outcome"])
    errors = [(words.get(name, name), texts) for name, texts in row["errors"].items()]
    return {**row, "title": _title_of(row["values"]), "label": label, "tone": tone, "errors": errors}


def _title_of(values: dict[str, str]) -> Cell:
    """The title in the reader's language, or the one that there is, marked with its language."""
    wanted = column_language()
    text = values.get(f"title_{wanted}") or values.get("title_zh") or values.get("title_en") or "–"
    strays = text != "–" and language_of_text(text) != wanted
    return Cell(text, lang=html_lang(language_of_text(text)) if strays else "")


def _outcome(slug: str) -> tuple[str, str]:
    return {
        "new": (_("Becomes a draft"), "ok"),
        "wrong": (_("Has errors"), "danger"),
        "known": (_("Taken in before"), "neutral"),
        "twice": (_("Number listed already"), "warn"),
    }[slug]


@require_safe
@login_required
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report of a table as CSV: each row with what became of it and its errors."""
    batch = _batch_or_404(request, public_id)
    words = labels(get_language() or "en")
    rows = [[_("Row"), words["key"], _("Outcome"), _("Errors"), _("Listing")]]
    for row in batch.rows:
        errors = " ".join(f"{words.get(n, n)}: {' '.join(t)}" for n, t in row["errors"].items())
        link = request.build_absolute_uri(reverse("ip-listing", args=[row["listing"]])) if row["listing"] else ""
        rows.append([str(row["place"]), row["key"], _outcome(row["outcome"])[0], errors, link])
    return _download("csv", rows, f"report-{batch.public_id}")


@require_safe
@login_required
def template(request: HttpRequest, form: str) -> HttpResponse:
    """The empty table with one example, headed in the reader's language."""
    words = labels(get_language() or "en")
    rows = [[words[name] for name in COLUMNS], [EXAMPLE.get(name, "") for name in COLUMNS]]
    return _download(_kind(form), rows, "technology-template")


@require_safe
@login_required
@for_organisation
def export(request: HttpRequest, form: str, organisation: Organisation) -> HttpResponse:
    """My organisations' listings as a table; with the confidential columns only when asked for them. It is noted in the log."""
    kind = _kind(form)
    confidential = request.GET.get("confidential") == "1"
    names = COLUMNS if confidential else PUBLIC_COLUMNS
    listings = list(queries.listings_to_export(request.user, organisation))
    words = labels(get_language() or "en")
    rows = [[words[name] for name in names]]
    rows += [[cells.get(name, "") for name in names] for cells in (row_of(o, confidential) for o in listings)]
    note_export(
        actor=actor_of(request),
        organisation=organisation,
        rows=len(listings),
        confidential=confidential,
        now=timezone.now(),
    )
    day = date_format(timezone.localdate(), "Y-m-d")
    return _download(kind, rows, f"technology-{day}")


def _kind(form: str) -> Kind:
    if form not in MEDIA_TYPES:
        raise Http404
    return cast("Kind", form)


def _download(kind: Kind, rows: list[list[str]], name: str) -> HttpResponse:
    response = HttpResponse(write_table(kind, rows, _("Technology")), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
