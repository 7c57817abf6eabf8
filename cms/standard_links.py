"""Articles on the page of the standard they are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.queries import articles_about
from hub.standards.linked import LinkedThing, LinkProvider, register
from hub.standards.models import Standard


def count(standard: Standard, user: Any) -> int:
    """Return how many published articles name the standard."""
    return int(articles_about(standard).count())


def rows(standard: Standard, user: Any, limit: int) -> Iterable[LinkedThing]:
    """Return those articles, newest first, with the role in which each names the standard."""
    for article in articles_about(standard).select_related("locale")[:limit]:
        link = next(link for link in article.standard_links.all() if link.standard_id == standard.pk)
        yield LinkedThing(
            title=article.title,
            lang=article.html_lang,
            url=article.get_url() or "",
            organisation=None,
            role=str(link.get_role_display()),
            clause=link.clause,
            summary=article.introduction,
            summary_lang=article.html_lang,
            at=datetime.combine(article.date, time(), UTC),
        )


register(LinkProvider("news", _("News"), count, rows, order=90))
