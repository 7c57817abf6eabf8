"""Follow a standard or a field, and stop."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.middleware import actor_of
from hub.standards import queries
from hub.standards.queries.following import list_follows
from hub.standards.services.following import follow, unfollow
from hub.vocabularies import ics


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def standard_follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin or stop following a standard; a reader who arrives by GET (after signing in) sees its page."""
    standard = queries.get_visible_or_404(request.user, slug)
    if request.method == "POST":
        act = unfollow if request.POST.get("act") == "stop" else follow
        act(actor=actor_of(request), standard=standard, now=timezone.now())
    return redirect("standards-following" if request.POST.get("from") == "list" else standard)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ics_follow(request: HttpRequest, code: str) -> HttpResponse:
    """Begin or stop following a code of the classification."""
    if not ics.is_ics(code):
        raise Http404
    if request.method == "POST":
        act = unfollow if request.POST.get("act") == "stop" else follow
        act(actor=actor_of(request), ics_code=code, now=timezone.now())
    if request.POST.get("from") == "list":
        return redirect("standards-following")
    return redirect("standards-ics", code)


@require_safe
@login_required
def following(request: HttpRequest) -> HttpResponse:
    """What the reader follows."""
    rows = [(row, ics.find(row.ics_code) if row.ics_code else None) for row in list_follows(request.user)]
    return render(request, "standards/following.html", {"follows": rows})
