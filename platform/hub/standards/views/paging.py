"""Long lists in pages: what the shared pager needs."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _


def grouped(number: int) -> str:
    """Return a number with its thousands told apart."""
    return str(number_format(number, force_grouping=True))


def paged(request: HttpRequest, rows: QuerySet[Any], per_page: int) -> dict[str, Any]:
    """Return the page that the address asks for (`page`), where it stands, and the addresses of its neighbours.

    The other parameters of the address stay; a page that there is none of is the nearest.
    """
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{request.path}?{query.urlencode()}"

    places = {
        "first": grouped(page.start_index()),
        "last": grouped(page.end_index()),
        "total": grouped(page.paginator.count),
    }
    return {
        "page": page,
        "range_text": _("%(first)s–%(last)s of %(total)s") % places,
        "newer_url": address(page.previous_page_number()) if page.has_previous() else "",
        "older_url": address(page.next_page_number()) if page.has_next() else "",
    }
