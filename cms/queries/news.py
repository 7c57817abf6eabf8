"""Find articles."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from cms.models import NewsPage, OnSite
from cms.models.news import NewsPageQuerySet, NewsPageStandard
from hub.common.bilingual import ENGLISH
from hub.standards.models import Standard


def visible_to(user: Any) -> NewsPageQuerySet:
    """Return the articles somebody may see: the published ones, whoever it is."""
    found: NewsPageQuerySet = NewsPage.objects.newest()
    return found


def public_twins(article: NewsPage) -> list[NewsPage]:
    """Return an article and its twin as far as they are on the site, the one written first before the other.

    A page that is being deleted is off the site already, though its row still says that it is live.
    """
    on_site = OnSite.objects.values("page_id")
    twins = NewsPage.objects.live().filter(translation_key=article.translation_key, pk__in=on_site)
    return list(twins.select_related("locale").order_by("pk"))


def links_to_articles(standard: Standard, user: Any) -> QuerySet[NewsPageStandard]:
    """Return the tie of a standard to each published article about it, newest article first; of twins the one in the
    reader's language. An article that names several clauses has one tie here.
    """
    language = get_language() or ENGLISH
    about = NewsPageStandard.objects.filter(standard=standard, page__live=True)
    own = about.filter(page__locale__language_code=language).values("page__translation_key")
    earlier = about.filter(page=OuterRef("page"), pk__lt=OuterRef("pk"))
    of_reader = Q(page__locale__language_code=language) | ~Q(page__translation_key__in=own)
    found = about.filter(of_reader, ~Exists(earlier)).select_related("page__locale")
    return found.order_by("-page__date", "-page_id")
