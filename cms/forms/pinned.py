"""The form by which editors recommend results for questions, and how they find what to recommend."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.models import Page

from hub.common.plain_text import PlainCharField
from search.lexicon.forms import lines_of
from search.models import SearchDocument
from search.pinned.checking import faults_of_questions, offered
from search.registry import entries

THINGS = ("first", "second", "third")


class PinnedForm(WagtailAdminModelForm):
    """One recommendation: questions, things, until when."""

    questions = PlainCharField(
        label=gettext_lazy("Questions"),
        help_text=gettext_lazy(
            "One a line, as people type them. The order and the forms of the words make no difference."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in THINGS:
            self.fields[name].queryset = offered()

    def clean_questions(self) -> str:
        """Keep questions that belong to no other recommendation. Raises ValidationError."""
        questions = lines_of(self.cleaned_data["questions"])
        faults = faults_of_questions(questions, own=self.instance.pk, today=timezone.now().date())
        if faults:
            raise ValidationError(faults)
        return "\n".join(questions)

    def clean_until(self) -> Any:
        """Keep a day to come. Raises ValidationError."""
        until = self.cleaned_data["until"]
        if until < timezone.now().date():
            raise ValidationError(_("This day is over. Choose one to come."))
        return until

    def clean(self) -> dict[str, Any]:
        """Recommend each thing once."""
        cleaned: dict[str, Any] = super().clean()
        chosen = [cleaned[name] for name in THINGS if cleaned.get(name)]
        if len(set(chosen)) < len(chosen):
            self.add_error("second", _("The same thing is chosen twice."))
        return cleaned


class FindableFilterForm(BaseFilterForm):
    """The search field of the dialog: words of the title, a number, or an address of this site."""

    q = forms.CharField(label=gettext_lazy("Title, number or address"), required=False, max_length=500)

    def filter(self, objects: QuerySet[SearchDocument]) -> QuerySet[SearchDocument]:
        """Keep what has these words in its title or number, or what stands at this address."""
        text = self.cleaned_data.get("q", "").strip()
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        if text.startswith(("/", "http://", "https://")):
            return objects.filter(key__in=keys_at(text))
        return objects.filter(Q(title_en__icontains=text) | Q(title_zh__icontains=text) | Q(names__icontains=text))


def keys_at(address: str) -> list[str]:
    """Return the keys that a thing at this address may have: its public part is one of the address's."""
    parts = [unquote(part) for part in urlsplit(address).path.split("/") if part]
    twins = Page.objects.filter(slug__in=parts[-1:]).values_list("translation_key", flat=True)
    return [f"{entry.slug}:{part}" for entry in entries for part in (*parts, *map(str, twins))]
