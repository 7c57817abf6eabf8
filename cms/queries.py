"""Find pages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models import NewsPage
from cms.models.base import HOME_DEPTH
from cms.models.news import NewsPageQuerySet
from hub.standards.models import Standard


def visible_to(user: Any) -> NewsPageQuerySet:
    """Return the articles somebody may see: the published ones, whoever it is."""
    found: NewsPageQuerySet = NewsPage.objects.newest()
    return found


def articles_about(standard: Standard) -> NewsPageQuerySet:
    """Return the published articles that name a standard, newest first."""
    found: NewsPageQuerySet = visible_to(None).filter(standard_links__standard=standard).distinct()
    return found


def pages_below_home(language: str) -> PageQuerySet:
    """Return the published pages right below the home page of a language, in the editors' order."""
    return Page.objects.live().filter(depth=HOME_DEPTH + 1, locale__language_code=language).order_by("path")
