"""How editors pick a standard, by number or title, and a listing, by title."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from hub.common.bilingual import pick
from ip_transfer.queries import listings_in_order


class StandardFilterForm(BaseFilterForm):
    """The search field of the dialog; plain database search, the registry has thousands of rows, not millions."""

    q = forms.CharField(label=_("Number or title"), required=False, max_length=100)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the standards whose number or title contains the text."""
        text = self.cleaned_data.get("q", "").strip()
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return objects.filter(Q(number__icontains=text) | Q(title_en__icontains=text) | Q(title_zh__icontains=text))


class _Listed:
    filter_form_class = StandardFilterForm
    ordering = ("number",)

    @property
    def columns(self) -> list[Column]:
        """Number and title; Wagtail calls the first column, whatever it holds, a title."""
        number, *rest = super().columns  # type: ignore[misc]
        number.label = _("Number")
        return [number, *rest, Column("name", label=_("Title"), accessor=lambda standard: pick(standard, "title").text)]


class StandardChooseView(_Listed, ChooseView):
    """The dialog."""


class StandardResultsView(_Listed, ChooseResultsView):
    """Its rows."""


class StandardChooserViewSet(ChooserViewSet):
    """Choose one standard of the registry; editors do not create standards."""

    model = "standards.Standard"
    icon = "doc-full"
    choose_one_text = _("Choose a standard")
    choose_another_text = _("Choose another standard")
    edit_item_text = _("Open this standard")
    choose_view_class = StandardChooseView
    choose_results_view_class = StandardResultsView
    per_page = 15


standard_chooser = StandardChooserViewSet("standard_chooser", url_prefix="standard-chooser")


class ListingFilterForm(BaseFilterForm):
    """The search field of the dialog."""

    q = forms.CharField(label=_("Title"), required=False, max_length=100)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the listings whose title contains the text."""
        text = self.cleaned_data.get("q", "").strip()
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return objects.filter(Q(title_en__icontains=text) | Q(title_zh__icontains=text))


class _OnOffer:
    filter_form_class = ListingFilterForm

    def get_object_list(self) -> QuerySet[Any]:
        """Offer what everybody may see, newest first."""
        return listings_in_order()

    @property
    def columns(self) -> list[Column]:
        """Title and owner."""
        title, *rest = super().columns  # type: ignore[misc]
        title.label = _("Title")
        return [
            title,
            *rest,
            Column("owner", label=_("Organisation"), accessor=lambda row: pick(row.organisation, "name").text),
        ]


class ListingChooseView(_OnOffer, ChooseView):
    """The dialog."""


class ListingResultsView(_OnOffer, ChooseResultsView):
    """Its rows."""


class ListingChooserViewSet(ChooserViewSet):
    """Choose one published listing."""

    model = "ip_transfer.TransferListing"
    icon = "cogs"
    choose_one_text = _("Choose a technology")
    choose_another_text = _("Choose another technology")
    edit_item_text = _("Open this technology")
    choose_view_class = ListingChooseView
    choose_results_view_class = ListingResultsView
    per_page = 15


listing_chooser = ListingChooserViewSet("listing_chooser", url_prefix="listing-chooser")
