"""Find articles."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from cms.models import NewsPage
from cms.models.news import NewsPageQuerySet
from hub.common.bilingual import ENGLISH
from hub.standards.models import Standard


def visible_to(user: Any) -> NewsPageQuerySet:
    """Return the articles somebody may see: the published ones, whoever it is."""
    found: NewsPageQuerySet = NewsPage.objects.newest()
    return found


def articles_about(standard: Standard) -> NewsPageQuerySet:
    """Return the published articles that name a standard, newest first; of twins, the one in the reader's language."""
    about = visible_to(None).filter(standard_links__standard=standard).distinct()
    own = about.filter(locale__language_code=get_language() or ENGLISH).order_by().values("translation_key")
    found: NewsPageQuerySet = about.filter(
        Q(locale__language_code=get_language() or ENGLISH) | ~Q(translation_key__in=own)
    )
    return found
