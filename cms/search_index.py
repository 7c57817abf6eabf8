"""Articles can be found: one entry for an article in both languages, shown in the reader's."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.menu_entries import section_url
from cms.models import NewsPage
from cms.queries import public_twins, visible_to
from hub.common.bilingual import ENGLISH, column_language
from search.helping import register_way
from search.registry import Document, Entry, register


class NewsEntry(Entry):
    """A published article with its published twin; drafts are never indexed."""

    slug, label, model = "news", _("News"), NewsPage
    near = ("news", "ip-listing")

    def document(self, obj: NewsPage) -> Document | None:
        """Return titles, introductions and texts of an article and its twin, as far as they are on the site; None while
        neither is.
        """
        twins = public_twins(obj)
        if not twins:
            return None
        words: dict[str, Any] = {}
        for page in twins:
            language = column_language(page.locale.language_code)
            text = page.body.stream_block.get_searchable_content(page.body)
            words[f"title_{language}"] = page.title
            words[f"body_{language}"] = "\n".join([page.introduction, *text])
        first = twins[0]
        return Document(
            source_lang=column_language(first.locale.language_code),
            sort_at=datetime.combine(first.date, time(), UTC),
            audiences=["public"],
            **words,
        )

    def visible(self, user: Any) -> QuerySet[Any]:
        """Return the published articles; each knows the path of its twin in the reader's language (`own_path`)."""
        twins = visible_to(user).filter(
            translation_key=OuterRef("translation_key"), locale__language_code=get_language() or ENGLISH
        )
        own = Subquery(twins.order_by().values("url_path")[:1])
        found: QuerySet[Any] = visible_to(user).select_related("locale").annotate(own_path=own)
        return found

    def url(self, obj: NewsPage) -> str:
        """Return the article's address in the reader's language, else in its own."""
        obj.url_path = getattr(obj, "own_path", None) or obj.url_path
        return obj.get_url() or ""

    def identifier(self, obj: NewsPage) -> str:
        """Return what an article shares with its twin."""
        return str(obj.translation_key)

    def object_id(self, obj: NewsPage) -> int:
        """Return the key of the twin that is on the site, the one written first where both are."""
        first = next(iter(public_twins(obj)), obj)
        return int(first.pk)

    def objects(self) -> QuerySet[Any]:
        """Return every article."""
        found: QuerySet[Any] = NewsPage.objects.select_related("locale")
        return found


register(NewsEntry())
register_way("people", _("Ask the people of the association"), lambda: section_url("people"))
