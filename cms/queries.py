"""Find pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import NewsPage
from cms.models.base import HOME_DEPTH
from cms.models.news import NewsPageQuerySet
from hub.standards.models import Standard

MEMO = "_cms_frame_pages"


def visible_to(user: Any) -> NewsPageQuerySet:
    """Return the articles somebody may see: the published ones, whoever it is."""
    found: NewsPageQuerySet = NewsPage.objects.newest()
    return found


def articles_about(standard: Standard) -> NewsPageQuerySet:
    """Return the published articles that name a standard, newest first."""
    found: NewsPageQuerySet = visible_to(None).filter(standard_links__standard=standard).distinct()
    return found


def frame_page_url(request: HttpRequest, slug: str) -> str:
    """Return the address of the published page of that slug right below the home page of the active language; empty when
    there is none. One query for all menus of a request."""
    known: dict[str, str] | None = getattr(request, MEMO, None)
    if known is None:
        language = get_language() or "en"
        pages = Page.objects.live().filter(depth=HOME_DEPTH + 1, locale__language_code=language).order_by("path")
        known = {page.slug: page.get_url(request) or "" for page in pages}
        setattr(request, MEMO, known)
    return known.get(slug, "")
