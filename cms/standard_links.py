"""Articles on the page of the standard they are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django.utils.translation import gettext_lazy as _

from cms.models import NewsPageStandard
from cms.queries import links_to_articles
from hub.standards.linked import LinkedThing, LinkProvider, register


def rows(links: Iterable[NewsPageStandard]) -> Iterable[LinkedThing]:
    """Return articles with the role in which each names the standard."""
    for link in links:
        article = link.page
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


register(LinkProvider("news", _("News"), links_to_articles, rows, order=90))
