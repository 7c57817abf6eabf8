"""Articles can be found, each in its own language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.models import NewsPage
from cms.queries import visible_to
from hub.common.bilingual import column_language
from search.registry import Document, Entry, register


class NewsEntry(Entry):
    """A published article; drafts are never indexed."""

    slug, label, model = "news", _("News"), NewsPage

    def document(self, obj: NewsPage) -> Document | None:
        """Return title, introduction and text of a published article; None while it is not on the site."""
        if not obj.live:
            return None
        language = column_language(obj.locale.language_code)
        text = obj.body.stream_block.get_searchable_content(obj.body)
        words: dict[str, Any] = {
            f"title_{language}": obj.title,
            f"body_{language}": "\n".join([obj.introduction, *text]),
        }
        return Document(
            source_lang=language, sort_at=datetime.combine(obj.date, time(), UTC), audiences=["public"], **words
        )

    def visible(self, user: Any) -> QuerySet[Any]:
        """Return the published articles."""
        found: QuerySet[Any] = visible_to(user).select_related("locale")
        return found

    def url(self, obj: NewsPage) -> str:
        """Return the article's address, in its own language."""
        return obj.get_url() or ""

    def identifier(self, obj: NewsPage) -> str:
        """Return the page's id: pages have no public id of their own."""
        return str(obj.pk)

    def objects(self) -> QuerySet[Any]:
        """Return every article."""
        found: QuerySet[Any] = NewsPage.objects.select_related("locale")
        return found


register(NewsEntry())
