"""What search engines may know: published pages, standards, published technology, organisations; each in both languages.

Everything is asked for as a visitor who is not signed in, so nothing private can get in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.xmlutils import SimplerXMLGenerator

from cms.queries import public_pages
from hub.accounts.enums import OrganisationKind
from hub.accounts.queries import visible_to as visible_organisations
from hub.common.languages import OTHER, html_lang
from hub.standards.queries import visible_to as visible_standards
from ip_transfer.queries import visible_to as visible_listings

PER_FILE = 5000
NOBODY = AnonymousUser()
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Place:
    """One thing on the site: its path in each language that it has, and when it changed last."""

    paths: dict[str, str]
    changed_at: datetime | None


@dataclass(frozen=True)
class Section:
    """One part of the map: how many things it has, and a slice of them."""

    count: Callable[[], int]
    places: Callable[[int, int], Iterator[Place]]


def _pages(start: int, stop: int) -> Iterator[Place]:
    keys = list(
        public_pages().order_by("translation_key").values_list("translation_key", flat=True).distinct()[start:stop]
    )
    twins: dict[Any, list[Any]] = {}
    for page in public_pages().filter(translation_key__in=keys).select_related("locale").order_by("path"):
        twins.setdefault(page.translation_key, []).append(page)
    for pages in twins.values():
        paths = {page.locale.language_code: page.get_url() for page in pages if page.get_url()}
        if paths:
            yield Place(paths, max((page.last_published_at for page in pages if page.last_published_at), default=None))


def _count_pages() -> int:
    return int(public_pages().values("translation_key").distinct().count())


def _section(rows: Callable[[], QuerySet[Any]], name: str, key: str, changed: str = "") -> Section:
    """Build a section from rows that have an address by name in both languages."""

    def places(start: int, stop: int) -> Iterator[Place]:
        for row in rows().order_by("pk")[start:stop]:
            paths = {}
            for code in OTHER:
                with translation.override(code):
                    paths[code] = reverse(name, args=[getattr(row, key)])
            yield Place(paths, getattr(row, changed) if changed else None)

    return Section(lambda: rows().count(), places)


SECTIONS: dict[str, Section] = {
    "pages": Section(_count_pages, _pages),
    "standards": _section(lambda: visible_standards(NOBODY), "standard", "slug", "updated_at"),
    "technology": _section(lambda: visible_listings(NOBODY), "ip-listing", "public_id", "updated_at"),
    "organisations": _section(
        lambda: visible_organisations(NOBODY).exclude(kind=OrganisationKind.INDIVIDUAL),
        "organisation-detail",
        "public_id",
    ),
}


def index_xml(base: str) -> str:
    """Return the index of all files of the map; `base` is the site's address without a slash at the end."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("sitemapindex", AttributesImpl({"xmlns": SITEMAP}))
    for name, section in SECTIONS.items():
        for number in range(1, max(1, -(-section.count() // PER_FILE)) + 1):
            xml.startElement("sitemap", AttributesImpl({}))
            xml.addQuickElement("loc", f"{base}{reverse('sitemap-section', args=[name, number])}")
            xml.endElement("sitemap")
    xml.endElement("sitemapindex")
    return out.getvalue()


def section_xml(base: str, name: str, number: int) -> str:
    """Return one file of the map. Raises Http404 where there is none."""
    section = SECTIONS.get(name)
    if section is None or number < 1:
        raise Http404
    places = list(section.places((number - 1) * PER_FILE, number * PER_FILE))
    if not places and number > 1:
        raise Http404
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": SITEMAP, "xmlns:xhtml": XHTML}))
    for place in places:
        _write(xml, base, place)
    xml.endElement("urlset")
    return out.getvalue()


def _write(xml: SimplerXMLGenerator, base: str, place: Place) -> None:
    alternates = [(html_lang(code), path) for code, path in sorted(place.paths.items())]
    alternates.append(("x-default", place.paths.get("en") or next(iter(place.paths.values()))))
    for path in place.paths.values():
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", f"{base}{path}")
        if place.changed_at:
            xml.addQuickElement("lastmod", place.changed_at.date().isoformat())
        for code, other in alternates:
            xml.addQuickElement("xhtml:link", "", {"rel": "alternate", "hreflang": code, "href": f"{base}{other}"})
        xml.endElement("url")


def robots_txt(base: str) -> str:
    """Return what robots may ask for: the public pages, not the desks, the search or what needs an account."""
    closed = ["/cms/", "/api/", "/dev/", *(f"/{code}/{part}/" for code in OTHER for part in CLOSED)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {base}{reverse('sitemap')}", ""]
    return "\n".join(lines)


CLOSED = ("account", "accounts", "contact", "conversations", "desk", "search")
