"""Wagtail's own rooms with what the Hub adds: the source beside the page that is written, a column in the lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.queries.translations import Pair, pair_of, pairs_of
from cms.views.translations import context_of

MEANWHILE = timedelta(minutes=1)


class TranslationSidePanel(BaseSidePanel):
    """The source's fields beside the fields that are being written."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show the other language")
        icon_name = "globe"
        has_counter = False

    name = "translation"
    title = _("The other language")
    template_name = "cms/desk/translation_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add both pages field by field."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        pair = pair_of(self.object)
        if pair is not None:
            context.update(context_of(pair, self.request), is_source=pair.source.pk == self.object.pk)
        return context


class HubEditView(EditView):
    """Wagtail's editor with the panel of the other language."""

    def get_side_panels(self) -> MediaContainer:
        """Add the panel to Wagtail's own."""
        panels = list(super().get_side_panels())
        if not self.expects_json_response and not self.hydrate_create_view:
            panels.append(TranslationSidePanel(self.page, self.request))
        return MediaContainer(panels)


class HubCreateView(CreateView):
    """Wagtail's way to a new page, safe against its own autosave."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Make the page; where autosave made it while the person was saving, what they sent is saved to that page."""
        try:
            with transaction.atomic():
                response: HttpResponseBase = super().form_valid(form)
            return response
        except ValidationError as problem:
            made = self._made_meanwhile(form)
            if made is not None:
                saved: HttpResponseBase = HubEditView.as_view()(self.request, made.pk)
                return saved
            form.add_error(None, problem.messages)
            refused: HttpResponseBase = self.form_invalid(form)
            return refused

    def _made_meanwhile(self, form: Any) -> Page | None:
        """Return this person's own new draft at the same address, or None."""
        since = timezone.now() - MEANWHILE
        drafts = self.parent_page.get_children().filter(owner=self.request.user, first_published_at=None)
        found: Page | None = drafts.filter(
            slug=form.cleaned_data["slug"], latest_revision_created_at__gte=since
        ).first()
        return found


class TranslationColumn(Column):
    """How each page of a list stands to its twin."""

    cell_template_name = "cms/desk/translation_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        """Add the page's pair, read once for the whole list."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        table = parent_context["table"]
        pairs: dict[int, Pair] | None = getattr(table, "translation_pairs", None)
        if pairs is None:
            pairs = table.translation_pairs = pairs_of(table.data)
        context["pair"] = pairs.get(instance.pk)
        return context


class HubIndexView(ExplorableIndexView):
    """Wagtail's lists of pages with the column of translations."""

    @cached_property
    def explorable_columns(self) -> list[Column]:
        """Put the column before the way to the children."""
        *columns, last = super().explorable_columns
        return [*columns, TranslationColumn("translation", label=_("Translation"), width="12%"), last]


class HubPageViewSet(PageViewSet):
    """All pages; it takes the place of Wagtail's own set."""

    model = Page
    parent_models: ClassVar = [Page]
    add_view_class = HubCreateView
    edit_view_class = HubEditView
    index_view_class = HubIndexView
