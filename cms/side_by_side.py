"""The fields of a page as words to read beside another page's, and what changed in them between two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html_join, linebreaks, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Revision
from wagtail.models.panels import PanelPlaceholder

from cms.templatetags.cms_text import prose_html

# Less may be a name, a number or a choice, which reads alike in both languages.
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{5}|(?:[^\W\d_]{2,}\W+){3}[^\W\d_]{2,}")


@dataclass(frozen=True)
class FieldRow:
    """One field: what it is called, what both pages say, and what changed in the source; empty when nothing did."""

    label: str
    source: SafeString
    target: SafeString
    change: SafeString

    @property
    def is_untranslated(self) -> bool:
        """Whether the translation still says, in a sentence or more, what the source says."""
        same = strip_tags(self.source).strip()
        return same == strip_tags(self.target).strip() and _SENTENCE.search(same) is not None


def rows(source: Page, target: Page, old: Revision | None, request: HttpRequest) -> list[FieldRow]:
    """Return the fields of both pages side by side; `old` is the version of the source that was translated."""
    theirs = dict(_fields(target))
    changed = changes(source, old, request) if old is not None else {}
    return [
        FieldRow(label, said, theirs.get(label, SafeString("")), changed.get(label.lower(), SafeString("")))
        for label, said in _fields(source)
        if said or theirs.get(label)
    ]


def changes(page: Page, old: Revision, request: HttpRequest) -> dict[str, SafeString]:
    """Return what changed between a former version and this one, by the field's name in small letters."""
    before = old.as_object()
    handler = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    found: dict[str, SafeString] = {}
    for make in handler.get_comparison():
        comparison = make(before, page)
        if comparison.has_changed():
            found[str(comparison.field_label()).lower()] = _difference(comparison)
    return found


def _difference(comparison: Any) -> SafeString:
    if comparison.is_field:
        return SafeString(comparison.htmldiff())
    parts = [
        (field.field_label(), field.htmldiff())
        for child in comparison.get_child_comparisons()
        for field in child.get_field_comparisons()
        if child.is_addition or child.is_deletion or field.has_changed()
    ]
    return format_html_join("", "<p><b>{}</b> {}</p>", parts)


def _fields(page: Page) -> Iterator[tuple[str, SafeString]]:
    for panel in page.content_panels:
        yield from _of_panel(page, panel)


def _of_panel(page: Any, panel: Panel | PanelPlaceholder | str) -> Iterator[tuple[str, SafeString]]:
    if isinstance(panel, PanelPlaceholder):  # Wagtail's own title
        panel = panel.construct()
    if isinstance(panel, str):
        panel = FieldPanel(panel)
    if isinstance(panel, InlinePanel):
        relation = page._meta.get_field(panel.relation_name)
        children = [
            said
            for child in getattr(page, panel.relation_name).all()
            for inner in relation.related_model.panels
            for _label, said in _of_panel(child, inner)
        ]
        yield str(panel.heading), format_html_join("", "{}", ((said,) for said in children))
    elif isinstance(panel, FieldPanel):
        field = page._meta.get_field(panel.field_name)
        yield capfirst(str(field.verbose_name)), _words(page, field)
    else:
        for child in getattr(panel, "children", ()):
            yield from _of_panel(page, child)


def _words(page: Any, field: Any) -> SafeString:
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        return SafeString(str(value))
    if isinstance(field, RichTextField):
        return prose_html(value)
    if field.choices:
        value = getattr(page, f"get_{field.name}_display")()
    return SafeString(linebreaks(str(value), autoescape=True)) if value not in (None, "") else SafeString("")
