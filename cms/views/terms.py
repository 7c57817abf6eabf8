"""The room in which editors keep the terms of the search."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from cms.forms.terms import TermForm, TermTableForm
from hub.common.tables import csv_lines
from search.lexicon.exchange import COLUMNS, rows_out, take_in
from search.models import Term


class TermIndexView(IndexView):
    """The list, with the ways in and out as a table."""

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        """Add the table's two ways."""
        return [
            *super().header_more_buttons,
            HeaderButton(_("Take in a table"), url=reverse("cms-terms-in"), icon_name="upload", priority=10),
            HeaderButton(_("Download as CSV"), url=reverse("cms-terms-out"), icon_name="download", priority=20),
        ]


class TermCreateView(CreateView):
    """A new term, begun with the question that found nothing where the desk sends one."""

    def get_initial_form_instance(self) -> Term:
        """Put the question into the forms of its language."""
        given = self.request.GET
        return Term(forms_en=given.get("en", "")[:200], forms_zh=given.get("zh", "")[:200])


class TermViewSet(ModelViewSet):
    """Terms: what the search takes for the same, and what it translates."""

    model = Term
    icon = "openquote"
    menu_label = gettext_lazy("Terms of the search")
    menu_order = 410
    add_to_admin_menu = True
    url_prefix = "search-terms"
    copy_view_enabled = False
    index_view_class = TermIndexView
    add_view_class = TermCreateView
    list_display: ClassVar = [
        "__str__",
        Column("english", label=gettext_lazy("English forms"), accessor=lambda term: ", ".join(term.english)),
        Column("chinese", label=gettext_lazy("Chinese forms"), accessor=lambda term: "、".join(term.chinese)),
        Column(
            "is_active",
            label=gettext_lazy("Used by the search"),
            accessor=lambda term: _("Yes") if term.is_active else _("No"),
            sort_key="is_active",
        ),
    ]
    list_filter: ClassVar = ["is_active"]
    search_fields: ClassVar = ["forms_en", "forms_zh", "note"]
    search_backend_name = None
    ordering: ClassVar = ["forms_en", "forms_zh"]
    list_per_page = 50
    edit_handler = ObjectList(
        [FieldPanel("forms_en"), FieldPanel("forms_zh"), FieldPanel("note"), FieldPanel("is_active")],
        base_form_class=TermForm,
    )


def _demand(request: HttpRequest, *acts: str) -> None:
    if not all(request.user.has_perm(f"search.{act}_term") for act in acts):
        raise PermissionDenied


@require_safe
def download(request: HttpRequest) -> StreamingHttpResponse:
    """Give all terms as a table that can come in again."""
    _demand(request, "change")
    response = StreamingHttpResponse(csv_lines(COLUMNS, rows_out(Term.objects.all())), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="search-terms.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def take_in_table(request: HttpRequest) -> HttpResponse:
    """Show what a table would change; change it when the editor has seen that."""
    _demand(request, "add", "change")
    form = TermTableForm(request.POST, request.FILES) if request.method == "POST" else TermTableForm()
    if form.is_valid():
        if "sure" in request.POST:
            kept = take_in(form.planned)
            for row in kept:
                log(row.term, "wagtail.create" if row.is_new else "wagtail.edit", user=request.user)
            words = ngettext("%(count)s term was saved.", "%(count)s terms were saved.", len(kept))
            messages.success(request, words % {"count": len(kept)})
            return redirect("term:index")
        return render(request, "cms/desk/terms_in.html", _context(form))
    return render(request, "cms/desk/terms_in.html", {"form": form})


def _context(form: TermTableForm) -> dict[str, Any]:
    rows = form.planned
    return {
        "form": form,
        "text": form.cleaned_data["table"],
        "refused": [row for row in rows if row.faults],
        "news": [row for row in rows if row.is_news and not row.faults],
        "same": sum(not row.is_news and not row.faults for row in rows),
    }
