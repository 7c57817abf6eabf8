"""Atom feeds as answers: a reader that has the newest state already gets 304."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from hub.common.plain_text import PlainAtomFeed

MAX_AGE = 300  # seconds


def feed_answer(request: HttpRequest, feed: PlainAtomFeed, *, newest: datetime | None) -> HttpResponse:
    """Return a feed that anybody may keep for a while. `newest` is when something in it last changed."""
    etag = f'"{hashlib.sha256(repr((feed.feed, feed.items)).encode()).hexdigest()[:32]}"'
    modified = int(newest.timestamp()) if newest else None
    answer = get_conditional_response(request, etag=etag, last_modified=modified)
    if not isinstance(answer, HttpResponseNotModified):
        answer = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    answer["ETag"] = etag
    if modified:
        answer["Last-Modified"] = http_date(modified)
    answer["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return answer
