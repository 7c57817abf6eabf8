"""How Wagtail's admin becomes the Hub's desk of editors."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms import services
from cms.authorship import current_actor
from cms.choosers import ListingChooserViewSet, StandardChooserViewSet, listing_chooser, standard_chooser
from cms.models.base import BasePage, check_slug
from cms.views import links, pinned, terms, translations
from cms.views.action_menu import decision_first, in_own_words
from cms.views.editing import HubPageViewSet
from cms.views.menus import MenuViewSet
from cms.views.welcome import Welcome

# People and their roles are managed by the Hub.
HIDDEN_SETTINGS = {"users", "groups"}


def offer_standards() -> StandardChooserViewSet:
    """Let editors pick standards."""
    return standard_chooser


def offer_listings() -> ListingChooserViewSet:
    """Let editors pick technology."""
    return listing_chooser


def own_rooms() -> HubPageViewSet:
    """Give Wagtail's editor and lists what the Hub adds."""
    return HubPageViewSet()


def keep_terms() -> terms.TermViewSet:
    """Let editors keep the terms of the search."""
    return terms.TermViewSet()


def recommend() -> list[Any]:
    """Let editors recommend results, and find what to recommend."""
    return [pinned.PinnedViewSet(), pinned.findable_chooser]


def own_addresses() -> list[URLPattern]:
    """The desk's own pages; Wagtail closes them to strangers."""
    return [
        path("translations/<int:pk>/", translations.side_by_side, name="cms-translation"),
        path("reports/translations/", translations.report, name="cms-translations"),
        path("reports/links/", links.report, name="cms-links"),
        path("search-terms/table/", terms.take_in_table, name="cms-terms-in"),
        path("search-terms/table.csv", terms.download, name="cms-terms-out"),
    ]


def report_on_translations() -> MenuItem:
    """Name the report in the menu."""
    return MenuItem(_("Translations"), reverse("cms-translations"), icon_name="globe", order=100)


def report_on_links() -> MenuItem:
    """Name the report in the menu."""
    return MenuItem(_("Links"), reverse("cms-links"), icon_name="link", order=110)


def offer_approval(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer approval in the Hub's words and first, and publishing without it to superusers only."""
    menu_items[:] = decision_first(in_own_words(menu_items))
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


def welcome(request: HttpRequest, panels: list[Any]) -> None:
    """Put our first page in place of Wagtail's panels, which repeat it in other words."""
    panels[:] = [Welcome()]


def hide_counts(request: HttpRequest, items: list[Any]) -> None:
    """Leave out how many pages and pictures there are: nobody acts on that."""
    items.clear()


def hide_people(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take Wagtail's own pages about people out of the menu."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_SETTINGS]


def hide_links_outside(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take links to other sites out of the menu."""
    menu_items[:] = [item for item in menu_items if not str(item.url).startswith("http")]


def own_colours() -> SafeString:
    """Give the desk the Hub's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/desk.css"))


def note_creation(request: HttpRequest, page: Page) -> None:
    """Log that a page was created."""
    services.note_act(actor=current_actor(request.user), page=page.specific, verb="created", now=timezone.now())


def refuse_reserved_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why a copy may not have a slug that belongs to a service."""
    if request.method != "POST":
        return None
    parent = Page.objects.filter(pk=_number(request.POST.get("new_parent_page"))).first()
    if parent is None or not isinstance(parent.specific_deferred, BasePage):
        return None
    try:
        check_slug(request.POST.get("new_slug", ""), parent)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


hooks.register("register_admin_viewset", offer_standards)
hooks.register("register_admin_viewset", offer_listings)
hooks.register("register_admin_viewset", own_rooms, order=100)  # after Wagtail's own
hooks.register("register_admin_viewset", keep_terms)
hooks.register("register_admin_viewset", recommend)
hooks.register("register_admin_urls", own_addresses)
register_snippet(MenuViewSet)
hooks.register("register_reports_menu_item", report_on_translations)
hooks.register("register_reports_menu_item", report_on_links)
hooks.register("construct_page_action_menu", offer_approval)
hooks.register("construct_homepage_panels", welcome)
hooks.register("construct_homepage_summary_items", hide_counts, order=1000)  # after those that add them
hooks.register("construct_settings_menu", hide_people)
hooks.register("construct_help_menu", hide_links_outside)
hooks.register("insert_global_admin_css", own_colours)
hooks.register("after_create_page", note_creation)
hooks.register("before_copy_page", refuse_reserved_copy)
