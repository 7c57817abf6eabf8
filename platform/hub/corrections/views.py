"""Reporting a wrong fact, and reading what was reported. Deciding needs no view: the pages of acts do it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.middleware import actor_of
from hub.corrections import queries
from hub.corrections.forms.reports import ReportForm
from hub.corrections.services import report_wrong_fact
from hub.corrections.subjects import find_subject

PER_PAGE = 40


@require_http_methods(["GET", "POST"])
@login_required
def correction_create(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Report a wrong fact about something the reader may see."""
    subject = find_subject(request.user, kind, key)
    if subject is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        correction = report_wrong_fact(
            actor=actor_of(request), subject=subject, now=timezone.now(), **form.cleaned_data
        )
        return redirect(correction)
    context = {"form": form, "subject": subject}
    return render(request, "corrections/correction_form.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def correction_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report: what was said, what came of it, what can be done."""
    correction = queries.get_visible_or_404(request.user, public_id)
    return render(request, "corrections/correction_detail.html", {"correction": correction})


@require_safe
@login_required
def correction_list(request: HttpRequest) -> HttpResponse:
    """One's own reports; for editors everybody's, the open ones first."""
    page = Paginator(queries.list_visible(request.user), PER_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    context = {
        "corrections": page,
        "count_text": ngettext("%(count)s report", "%(count)s reports", total)
        % {"count": number_format(total, force_grouping=True)},
        "newer_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older_url": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "corrections/correction_list.html", context)
