"""Editors' pages in the menus: news among the services, the feed and what editors chose in the footer."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.menu_entries import menu_entries, section_url
from hub.accounts.queries import has_role
from hub.common.navigation import NavItem, register, register_source


def _feed(_request: HttpRequest) -> str:
    news = section_url("news")
    return f"{news}feed/" if news else ""


def _edits_pages(request: HttpRequest) -> bool:
    return has_role(request.user, "editor", "approver")


register(NavItem("news", _("News"), order=90, url=lambda _request: section_url("news")))
register(NavItem("news-feed", _("News feed"), order=50, section="footer", url=_feed))
register_source("footer", lambda request: menu_entries("footer"))
register(NavItem("pages", _("Pages and news"), "wagtailadmin_home", order=80, section="desk", visible=_edits_pages))
register(NavItem("search-desk", _("Search"), "search-desk", order=82, section="desk", visible=_edits_pages))
