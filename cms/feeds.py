"""Atom feeds of pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from hub.common.feeds import feed_answer
from hub.common.plain_text import PlainAtomFeed

IN_FEED = 30


def atom(page: Any, articles: Iterable[Any], *, label: str, path: str, request: HttpRequest) -> HttpResponse:
    """Return the feed of a list of articles. `path` is where the feed lies below the page."""
    here = request.build_absolute_uri(page.get_url(request))
    own = f"{here}{path.rstrip('/')}/"
    feed = PlainAtomFeed(
        title=f"{page.title}{label}",
        link=here,
        description=page.introduction,
        language=page.html_lang,
        feed_url=own,
        feed_guid=own,
    )
    newest = None
    for article in articles:
        url = request.build_absolute_uri(article.get_url(request))
        changed = article.last_published_at or article.first_published_at
        newest = max(filter(None, (newest, changed)), default=None)
        feed.add_item(
            title=article.title,
            link=url,
            description=article.introduction,
            unique_id=url,
            pubdate=article.first_published_at,
            updateddate=changed,
            categories=[article.category],
        )
    return feed_answer(request, feed, newest=newest)
