"""Which links stand on the site, and whether they lead anywhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from wagtail.fields import RichTextField, StreamField

from cms.enums import LinkState
from cms.inside import status_of
from cms.models import PageLink
from cms.outside import GONE, ask
from cms.queries import public_pages
from cms.templatetags.cms_text import prose_html

AGAIN = {True: timedelta(days=1), False: timedelta(days=7)}  # ours are cheap to ask
LONGEST = 1000
PAGE_IS_GONE = "#page"
SERVER_ERROR = 500


class _Anchors(HTMLParser):
    """Gathers the addresses of links; a link whose page is gone has none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address of a link."""
        if tag == "a":
            self.found.append(dict(attrs).get("href") or PAGE_IS_GONE)


def links_on(page: Any) -> Iterator[str]:
    """Return the addresses that a page's texts link to, each once; those within the page are left out."""
    anchors = _Anchors()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            anchors.feed(str(getattr(page, field.name)))
        elif isinstance(field, RichTextField):
            anchors.feed(prose_html(getattr(page, field.name)))
    for article in page.articles.all() if hasattr(page, "articles") and hasattr(page, "former_versions") else ():
        anchors.feed(prose_html(article.text))
    anchors.found += [url] if (url := getattr(page, "listing_url", "")) else []
    for url in dict.fromkeys(anchors.found):
        if url == PAGE_IS_GONE or (url.startswith(("/", "http://", "https://")) and len(url) <= LONGEST):
            yield url


def is_internal(url: str) -> bool:
    """Whether an address is one of ours."""
    return url.startswith(("/", "#")) or urlsplit(url).netloc == urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


def collect_links(*, now: datetime) -> int:
    """Bring the list of links up to date with the published pages; return how many there are."""
    total = 0
    for key in list(public_pages().values_list("pk", flat=True)):
        page = public_pages().filter(pk=key).specific().first()
        if page is None:
            continue
        urls = set(links_on(page))
        total += len(urls)
        with transaction.atomic():
            PageLink.objects.filter(page_id=page.pk).exclude(url__in=urls).delete()
            rows = [PageLink(page_id=page.pk, url=url, is_internal=is_internal(url)) for url in urls]
            PageLink.objects.bulk_create(rows, ignore_conflicts=True)
    PageLink.objects.filter(page__live=False).delete()
    return total


def check_links(*, now: datetime, limit: int = 100, seconds: float = 60) -> int:
    """Check the links whose turn it is, at most so many and for so long; return how many were checked.

    Each link is asked outside of any transaction; nothing of what other sites send is kept but the status.
    """
    due = Q(checked_at=None)
    for internal, pause in AGAIN.items():
        due |= Q(is_internal=internal, checked_at__lt=now - pause)
    began, done = time.monotonic(), 0
    for link in PageLink.objects.filter(due).order_by(F("checked_at").asc(nulls_first=True), "pk")[:limit]:
        if time.monotonic() - began > seconds:
            break
        state, detail = _look(link)
        PageLink.objects.filter(pk=link.pk).update(state=state, detail=detail[:200], checked_at=now)
        done += 1
    return done


def _look(link: PageLink) -> tuple[LinkState, str]:
    if link.url == PAGE_IS_GONE:
        return LinkState.BROKEN, "HTTP 404"
    if link.is_internal:
        parts = urlsplit(link.url)
        status, detail = status_of(f"{parts.path}?{parts.query}" if parts.query else parts.path), ""
    else:
        answer = ask(link.url)
        status, detail = answer.status, answer.detail
    if status in GONE:
        return LinkState.BROKEN, f"HTTP {status}"
    if not status or status >= SERVER_ERROR:
        return LinkState.UNCLEAR, detail or f"HTTP {status}"
    return LinkState.WORKS, f"HTTP {status}"
