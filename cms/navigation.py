"""Editors' pages in the menus: news among the services, the feed and what editors chose in the footer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.frame import frame_pages, language_of
from cms.menu_entries import menu_entries
from hub.accounts.queries import has_role
from hub.common.navigation import NavItem, register, register_source


def _url(request: HttpRequest, slug: str) -> str:
    """The address of the published page of that slug in the active language, or nothing; one query for all menus."""
    language = get_language() or "en"
    found = (p for p in frame_pages(request) if p.slug == slug and language_of(p.locale_id) == language)
    page = next(found, None)
    return (page.get_url(request) or "") if page else ""


def _page(slug: str) -> Callable[[HttpRequest], str]:
    return lambda request: _url(request, slug)


def _feed(request: HttpRequest) -> str:
    news = _url(request, "news")
    return f"{news}feed/" if news else ""


def _edits_pages(request: HttpRequest) -> bool:
    return has_role(request.user, "editor", "approver")


register(NavItem("news", _("News"), order=90, url=_page("news")))
register(NavItem("news-feed", _("News feed"), order=50, section="footer", url=_feed))
register_source("footer", lambda request: menu_entries("footer"))
register(NavItem("pages", _("Pages and news"), "wagtailadmin_home", order=80, section="desk", visible=_edits_pages))
