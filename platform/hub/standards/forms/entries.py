"""One entry of the registry: its words, standing, classification; relations, documents, steps, withdrawal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.common.bilingual import Language, language_of_text
from hub.common.day_field import DayField
from hub.common.plain_text import PlainCharField
from hub.standards.enums import AdoptionDegree, DocumentAccess, DocumentKind, Precision, Status, WithdrawalGround
from hub.standards.models import Standard
from hub.standards.models.standards import MACHINE_FIELDS, packed
from hub.standards.presentation import date_code
from hub.standards.queries import same_title_as
from hub.standards.rows import Numbered, RelationSeen, RowRefused, read_date, relation_of
from hub.standards.rules import stage_problem
from hub.vocabularies import ics
from hub.vocabularies.stages import CODES, stage_choices

MACHINE_LABELS = (
    ("title_en", _("Title in English")),
    ("title_zh", _("Title in Chinese")),
    ("abstract_en", _("Scope in English")),
    ("abstract_zh", _("Scope in Chinese")),
)
WORDS = ("title_en", "title_zh", "abstract_en", "abstract_zh")


class StandardForm(forms.Form):
    """An entry. The number is given once: addresses and links rest on it."""

    number = PlainCharField(
        label=_("Number of the standard"),
        max_length=100,
        help_text=_("In any form: t/zsa12-2026 becomes T/ZSA 12-2026."),
    )
    issuer = PlainCharField(
        label=_("Issuer"), max_length=40, required=False, help_text=_("Read from the number where it says so.")
    )
    edition = PlainCharField(
        label=_("Edition"),
        max_length=20,
        required=False,
        help_text=_("Year or version; read from the number where it says so."),
    )
    title_zh = PlainCharField(label=_("Title in Chinese"), max_length=400, required=False)
    title_en = PlainCharField(label=_("Title in English"), max_length=400, required=False)
    abstract_zh = PlainCharField(
        label=_("Scope in Chinese"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    abstract_en = PlainCharField(
        label=_("Scope in English"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    machine_translated = forms.MultipleChoiceField(
        label=_("Machine-translated"),
        choices=MACHINE_LABELS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Texts that no person has checked carry a mark on the page."),
    )
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    stage_code = forms.ChoiceField(label=_("Stage"), choices=stage_choices)
    published_date = PlainCharField(
        label=_("Publication date"),
        max_length=20,
        required=False,
        help_text=_("2026-03-03; the month or year alone is enough."),
    )
    implemented_date = PlainCharField(label=_("Takes effect on"), max_length=20, required=False)
    ics = PlainCharField(
        label=_("ICS"), max_length=180, required=False, help_text=_("Several with commas: 29.220.99, 35.240.")
    )
    text_languages = forms.MultipleChoiceField(
        label=_("Languages of the text"), choices=Language.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    url = forms.URLField(label=_("Where the text is"), max_length=300, required=False, assume_scheme="https")
    is_another = forms.BooleanField(label=_("It is another standard with the same title"), required=False)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, standard: Standard | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standard = standard
        self.twin: Standard | None = None
        self.taken: Standard | None = None
        if standard is not None:
            del self.fields["number"]
        if standard is None or standard.status != Status.WITHDRAWN:
            choices = [choice for choice in Status.choices if choice[0] != Status.WITHDRAWN]
            self.fields["status"].choices = choices  # type: ignore[attr-defined]

    def clean_number(self) -> Numbered:
        """Normalise the number; refuse one that the registry holds."""
        try:
            known = Numbered.of(str(self.cleaned_data["number"]))
        except RowRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        self.taken = Standard.objects.filter(slug=known.slug).first()
        if self.taken:
            raise forms.ValidationError(
                _("%(number)s is in the registry already. Change that entry, or correct the number."),
                params={"number": known.number},
            )
        return known

    def clean_published_date(self) -> tuple[date | None, Precision]:
        """A day, a month or a year."""
        return self._date("published_date")

    def clean_implemented_date(self) -> date | None:
        """A day."""
        day, precision = self._date("implemented_date")
        if day and precision != Precision.DAY:
            raise forms.ValidationError(_("Enter the whole date, such as 2026-03-03."))
        return day

    def _date(self, name: str) -> tuple[date | None, Precision]:
        try:
            return read_date(str(self.cleaned_data[name]).strip())
        except RowRefused:
            raise forms.ValidationError(_("Enter the date as 2026-03-03.")) from None

    def clean_ics(self) -> str:
        """Codes of the classification."""
        known, unknown = ics.read_codes(str(self.cleaned_data["ics"]))
        if unknown:
            raise forms.ValidationError(_("“%(text)s” is not in the ICS."), params={"text": unknown[0]})
        return packed(known)

    def clean_text_languages(self) -> str:
        """Languages as the entry keeps them."""
        return packed(self.cleaned_data["text_languages"])

    def clean(self) -> dict[str, Any]:
        """One title at least; stage and status agree; a title that another number bears is asked about."""
        data = super().clean() or {}
        if not data.get("title_en") and not data.get("title_zh"):
            self.add_error("title_zh", _("Enter a title in Chinese, in English, or both."))
        elif language_of_text(data.get("title_en", "")) == Language.ZH:
            self.add_error("title_en", _("This title is Chinese. Enter it in the field beside."))
        if "stage_code" in data and "status" in data and (problem := stage_problem(data["status"], data["stage_code"])):
            self.add_error("stage_code", problem)
        published, takes_effect = (data.get("published_date") or (None,))[0], data.get("implemented_date")
        if published and takes_effect and takes_effect < published:
            self.add_error("implemented_date", _("A standard takes effect on its publication date or later."))
        if not self.errors and not data["is_another"]:
            self._ask_about_twin(data)
        return data

    def _ask_about_twin(self, data: dict[str, Any]) -> None:
        known = self.standard or data["number"]
        self.twin = same_title_as(
            title_en=data["title_en"], title_zh=data["title_zh"], slug=known.slug, undated_slug=known.undated_slug
        )
        if self.twin:
            self.add_error(
                "is_another",
                forms.ValidationError(
                    _("%(number)s has the same title. Confirm that this is another standard, or change that entry."),
                    params={"number": self.twin.number},
                ),
            )

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values as fields of a standard."""
        data = self.cleaned_data
        published, precision = data["published_date"]
        words = {name: data[name] for name in WORDS}
        values = {
            **words,
            "machine_translated": [n for n in MACHINE_FIELDS if n in data["machine_translated"] and words[n]],
            "source_lang": Language.ZH if data["title_zh"] and not data["title_en"] else Language.EN,
            "status": Status(data["status"]),
            "stage_code": data["stage_code"],
            "published_date": published,
            "published_precision": precision,
            "implemented_date": data["implemented_date"],
            "ics": data["ics"],
            "text_languages": data["text_languages"],
            "url": data["url"],
        }
        known: Numbered = Numbered.of(self.standard.number) if self.standard else data["number"]
        said = {"issuer": known.issuer or data["issuer"], "edition": known.edition or data["edition"]}
        if self.standard is not None:
            return {**values, **said}
        return {**values, **said, "number": known.number, "slug": known.slug, "undated_slug": known.undated_slug}


def initial_of(standard: Standard) -> dict[str, Any]:
    """Return the form's initial values for an entry."""
    same = (*WORDS, "issuer", "edition", "machine_translated", "status", "stage_code", "url")
    return {
        **{name: getattr(standard, name) for name in same},
        "published_date": date_code(standard.published_date, standard.published_precision),
        "implemented_date": date_code(standard.implemented_date),
        "ics": ", ".join(standard.ics_codes),
        "text_languages": standard.languages_of_text,
        "stamp": standard.updated_at.isoformat(),
    }


class RelationForm(forms.Form):
    """A relation, from the side of the entry that is edited."""

    kind = forms.ChoiceField(
        label=_("This standard"),
        choices=[
            ("replaces", _("replaces")),
            ("replaced_by", _("is replaced by")),
            ("amends", _("amends")),
            ("amended_by", _("is amended by")),
            ("adopts", _("adopts")),
            ("adopted_by", _("is adopted by")),
            ("cites", _("cites")),
            ("cited_by", _("is cited by")),
        ],
    )
    number = PlainCharField(
        label=_("Number of the other standard"),
        max_length=100,
        help_text=_("In any form. It may be one that the registry does not hold yet."),
    )
    degree = forms.ChoiceField(
        label=_("How closely it is adopted"), choices=[("", _("Not stated")), *AdoptionDegree.choices], required=False
    )

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standard = standard

    def clean_number(self) -> Numbered:
        """Normalise the number; a standard is not related to itself."""
        try:
            known = Numbered.of(str(self.cleaned_data["number"]))
        except RowRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if known.slug == self.standard.slug:
            raise forms.ValidationError(_("Enter the number of another standard."))
        return known

    @property
    def seen(self) -> RelationSeen:
        """The relation."""
        kind, inward = relation_of(self.cleaned_data["kind"])
        degree = self.cleaned_data["degree"] if kind == "adopts" else ""
        return RelationSeen(kind, self.cleaned_data["number"], inward, degree)


class DocumentForm(forms.Form):
    """A document in one language."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, PNG or JPEG, up to 20 MB. Drafts and explanatory notes may also be Word, Excel or PowerPoint files "
            "without macros."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    access = forms.ChoiceField(
        label=_("Who may open it"),
        choices=DocumentAccess.choices,
        help_text=_("Name, language and SHA-256 are shown to everybody."),
    )


class StepForm(forms.Form):
    """A step of the project."""

    code = forms.ChoiceField(label=_("Stage"), choices=stage_choices)
    day = DayField(label=_("Day"))
    note_zh = PlainCharField(label=_("What happened, in Chinese"), max_length=120, required=False)
    note_en = PlainCharField(label=_("What happened, in English"), max_length=120, required=False)

    def clean_code(self) -> str:
        """A code of the table."""
        code = str(self.cleaned_data["code"])
        if code not in CODES:
            raise forms.ValidationError(_("Choose a stage."))
        return code


class WithdrawalForm(forms.Form):
    """Why and from when a standard is withdrawn."""

    ground = forms.ChoiceField(label=_("Ground of withdrawal"), choices=WithdrawalGround.choices)
    note = PlainCharField(
        label=_("Reasons and evidence"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Public: it stands on the standard's page."),
    )
    day = DayField(label=_("Date of withdrawal"))
