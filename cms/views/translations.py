"""The editors' rooms for translation: both pages side by side, and how all pages stand."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page

from cms.authorship import current_actor
from cms.enums import TranslationState
from cms.queries.translations import Pair, pair_all, pair_of
from cms.services.translations import NoTranslation, confirm_translation
from cms.side_by_side import rows

PER_PAGE = 50


def context_of(pair: Pair, request: HttpRequest) -> dict[str, Any]:
    """Return what the panel and the page need: both pages field by field, and what changed in the source."""
    if pair.target is None:
        return {"pair": pair, "rows": []}
    source, target = pair.source.specific, pair.target.specific.get_latest_revision_as_object()
    if not source.live:
        source = source.get_latest_revision_as_object()
    old = pair.mark.source_revision if pair.mark and pair.since else None
    return {
        "pair": pair,
        "rows": rows(source, target, old, request),
        "source_lang": source.html_lang,
        "target_lang": target.html_lang,
        "is_newer": pair.state == TranslationState.SOURCE_NEWER or pair.since is not None,
        "knows_changes": old is not None,
    }


def _pair_or_404(pk: int, request: HttpRequest) -> Pair:
    page = get_object_or_404(Page, pk=pk)
    pair = pair_of(page)
    if pair is None or not page.specific.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return pair


@require_http_methods(["GET", "HEAD", "POST"])
def side_by_side(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page beside its translation; a POST says that the translation is up to date."""
    pair = _pair_or_404(pk, request)
    if request.method == "POST":
        target = pair.target
        if target is None:
            raise PermissionDenied
        try:
            confirm_translation(page=target.specific, actor=current_actor(request.user), now=timezone.now())
        except NoTranslation as problem:
            raise PermissionDenied from problem
        messages.success(request, _("The translation is marked as up to date."))
        return redirect("cms-translation", pk)
    return render(request, "cms/desk/translation.html", context_of(pair, request))


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """List all pages by how they stand to their translation."""
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    pairs = pair_all()
    wanted = request.GET.get("state", "")
    counts = [(state, sum(pair.state == state for pair in pairs)) for state in TranslationState]
    shown = [pair for pair in pairs if pair.state == wanted] if wanted in TranslationState.values else pairs
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page_obj": page, "counts": counts, "total": len(pairs), "state": wanted}
    return render(request, "cms/desk/translations.html", context)
