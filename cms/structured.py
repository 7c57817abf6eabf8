"""What machines read about a page: schema.org as JSON-LD, and Open Graph for those who share it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.common.languages import OTHER

CARD_SIZE = (1200, 630)
LOCALES = {"en": "en_GB", "zh-Hans": "zh_CN"}
CONTEXT = "https://schema.org"


def association(request: HttpRequest) -> dict[str, Any]:
    """Return the organisation behind the site."""
    return {
        "@type": "Organization",
        "name": _("Zhongguancun Standardization Association"),
        "url": request.build_absolute_uri("/"),
        "logo": request.build_absolute_uri(static("hub/img/mark.svg")),
    }


def breadcrumb_list(context: dict[str, Any], request: HttpRequest) -> dict[str, Any] | None:
    """Return the way from the home page to the page; None on the home page itself."""
    crumbs = context.get("crumbs") or []
    if not crumbs:
        return None
    way = [(_("Home"), context.get("home_url", "/")), *crumbs]
    entries = []
    for position, (label, url) in enumerate(way, start=1):
        address = request.build_absolute_uri(url) if url else context["canonical_url"]
        entries.append({"@type": "ListItem", "position": position, "name": str(label), "item": address})
    return {"@type": "BreadcrumbList", "itemListElement": entries}


def graph(page: Any, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """Return everything about a page as one JSON-LD graph."""
    own: dict[str, Any] = {
        "@type": page.schema_type,
        "name": page.title,
        "url": context["canonical_url"],
        "inLanguage": page.html_lang,
        "description": context.get("description") or page.title,
        "image": image_of(page, request),
    }
    if page.first_published_at:
        own["datePublished"] = page.first_published_at.isoformat()
        own["dateModified"] = (page.last_published_at or page.first_published_at).isoformat()
    own.update(_EXTRA.get(page.schema_type, _nothing)(page, request))
    parts = [own, breadcrumb_list(context, request)]
    if page.depth == 2:
        parts += [association(request), {"@type": "WebSite", "name": _("ZSA Hub"), "url": context["canonical_url"]}]
    return {"@context": CONTEXT, "@graph": [part for part in parts if part]}


def _nothing(page: Any, request: HttpRequest) -> dict[str, Any]:
    return {}


def _article(page: Any, request: HttpRequest) -> dict[str, Any]:
    who = association(request)
    return {
        "headline": page.title[:110],
        "articleSection": page.get_category_display(),
        "author": who,
        "publisher": who,
    }


def _person(page: Any, request: HttpRequest) -> dict[str, Any]:
    names = [name for name in (page.name_zh, page.name_en) if name and name != page.title]
    person: dict[str, Any] = {"@type": "Person", "name": page.title, "jobTitle": page.role}
    if names:
        person["alternateName"] = names
    if page.organisation:
        person["affiliation"] = {"@type": "Organization", "name": page.organisation}
    return {"mainEntity": person}


def _legislation(page: Any, request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = {"legislationIdentifier": page.number} if page.number else {}
    if page.effective_date:
        found["legislationDate"] = page.effective_date.isoformat()
    return found


_EXTRA = {"NewsArticle": _article, "ProfilePage": _person, "Legislation": _legislation}


def image_of(page: Any, request: HttpRequest) -> str:
    """Return the address of the picture for sharing: the editors' own, else the card that is drawn."""
    if page.share_image_id:
        return request.build_absolute_uri(page.share_image.get_rendition("fill-1200x630|format-png").url)
    version = int(page.last_published_at.timestamp()) if page.last_published_at else 0
    return request.build_absolute_uri(f"{reverse('page-card', args=[page.pk])}?v={version}")


def open_graph(page: Any, context: dict[str, Any], request: HttpRequest) -> list[tuple[str, str]]:
    """Return property and content of each Open Graph tag, and of the twitter card."""
    own = page.html_lang
    other = next(code for code in OTHER if LOCALES.get(own) != LOCALES.get("zh-Hans" if code != "en" else "en"))
    width, height = CARD_SIZE
    return [
        ("og:type", "article" if page.schema_type == "NewsArticle" else "website"),
        ("og:site_name", _("ZSA Hub")),
        ("og:title", page.seo_title or page.title),
        ("og:description", context.get("description") or page.title),
        ("og:url", context["canonical_url"]),
        ("og:locale", LOCALES[own]),
        ("og:locale:alternate", LOCALES["zh-Hans" if other != "en" else "en"]),
        ("og:image", image_of(page, request)),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", page.title),
        ("twitter:card", "summary_large_image"),
    ]
