"""The room in which editors recommend results for questions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import BaseChooser

from cms.forms.pinned import FindableFilterForm, PinnedForm
from search.models import PinnedResult, SearchDocument
from search.pinned.checking import offered, shown_title
from search.registry import entries

USUAL = timedelta(days=90)


class PinnedIndexView(IndexView):
    """The list, with what is recommended read along."""

    def get_base_queryset(self) -> QuerySet[PinnedResult]:
        """Read the first thing of each along."""
        rows: QuerySet[PinnedResult] = super().get_base_queryset()
        return rows.select_related("first", "second", "third")


class PinnedCreateView(CreateView):
    """A new recommendation, begun with the question that the desk sends."""

    def get_initial_form_instance(self) -> PinnedResult:
        """Put the question in, and three months."""
        return PinnedResult(questions=self.request.GET.get("q", "")[:200], until=timezone.now().date() + USUAL)


class PinnedViewSet(ModelViewSet):
    """Recommended results."""

    model = PinnedResult
    icon = "pick"
    menu_label = gettext_lazy("Recommended results")
    menu_order = 420
    add_to_admin_menu = True
    url_prefix = "search-recommendations"
    copy_view_enabled = False
    index_view_class = PinnedIndexView
    add_view_class = PinnedCreateView
    list_display: ClassVar = [
        "__str__",
        Column(
            "things", label=gettext_lazy("Results"), accessor=lambda row: " · ".join(map(shown_title, row.documents))
        ),
        DateColumn("until", label=gettext_lazy("Recommended until"), sort_key="until"),
    ]
    search_fields: ClassVar = ["questions", "note"]
    search_backend_name = None
    list_per_page = 50
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("questions", "first", "second", "third", "until", "note")],
        base_form_class=PinnedForm,
    )


def kind_of(document: SearchDocument) -> Any:
    """Return what kind of thing a document stands for, in words."""
    entry = entries.find(document.type)
    return entry.label if entry else document.type


class _Findable:
    filter_form_class = FindableFilterForm

    def get_object_list(self) -> QuerySet[SearchDocument]:
        """Offer what everybody may see, newest first."""
        return offered()

    @property
    def columns(self) -> list[Column]:
        """Title, number and kind."""
        title, *rest = super().columns  # type: ignore[misc]
        title.label = gettext_lazy("Title")
        return [
            title,
            *rest,
            Column("names", label=gettext_lazy("Number")),
            Column("kind", label=gettext_lazy("Kind"), accessor=kind_of),
        ]


class FindableChooseView(_Findable, ChooseView):
    """The dialog."""


class FindableResultsView(_Findable, ChooseResultsView):
    """Its rows."""


class FindableChosenView(ChosenView):
    """What was chosen."""

    def get_object(self, pk: Any) -> SearchDocument:
        """Return it when it is offered. Raises SearchDocument.DoesNotExist."""
        return offered().get(pk=pk)


class FindableChooser(BaseChooser):
    """The field: it names what is offered, and nothing else, whatever was sent."""

    def get_value_data(self, value: Any) -> dict[str, Any] | None:
        """Return what the field shows of a value; None for what is not offered."""
        key = value.pk if isinstance(value, SearchDocument) else value
        found = offered().filter(pk=key).first() if key else None
        data: dict[str, Any] | None = super().get_value_data(found)
        return data


class FindableChooserViewSet(ChooserViewSet):
    """Choose one thing that everybody can find."""

    model = "search.SearchDocument"
    icon = "search"
    choose_one_text = gettext_lazy("Choose what to recommend")
    choose_another_text = gettext_lazy("Choose another result")
    choose_view_class = FindableChooseView
    choose_results_view_class = FindableResultsView
    chosen_view_class = FindableChosenView
    base_widget_class = FindableChooser
    per_page = 15


findable_chooser = FindableChooserViewSet("findable_chooser", url_prefix="findable-chooser")
