"""Atom feeds of pages; a reader that has the newest state already gets 304."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from hub.common.plain_text import PlainAtomFeed

IN_FEED = 30
MAX_AGE = 300  # seconds


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
    # Without articles the library would write the present moment, and every answer would differ.
    etag = f'"{hashlib.sha256(repr((own, feed.feed, feed.items)).encode()).hexdigest()[:32]}"'
    modified = int(newest.timestamp()) if newest else None
    answer = get_conditional_response(request, etag=etag, last_modified=modified)
    if not isinstance(answer, HttpResponseNotModified):
        answer = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    answer["ETag"] = etag
    if modified:
        answer["Last-Modified"] = http_date(modified)
    answer["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return answer
