"""The report on links."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_has_any_page_permission

from cms.enums import LinkState
from cms.models import PageLink

PER_PAGE = 50


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """List the links of the site by what the last check found; broken ones unless asked otherwise."""
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    counted = dict(PageLink.objects.values_list("state").annotate(Count("pk")))
    wanted = request.GET.get("state", "")
    wanted = wanted if wanted in LinkState.values else LinkState.BROKEN
    links = PageLink.objects.filter(state=wanted).select_related("page").order_by("-checked_at", "pk")
    context = {
        "page_obj": Paginator(links, PER_PAGE).get_page(request.GET.get("p")),
        "counts": [(state, counted.get(state, 0)) for state in LinkState],
        "state": wanted,
    }
    return render(request, "cms/desk/links.html", context)
