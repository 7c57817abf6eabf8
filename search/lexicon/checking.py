"""Whether forms may be kept as one term: each is sound and belongs to no other term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from hub.common.bilingual import Language
from search.lexicon.forms import Units, faults_of, units_of
from search.models import Term

Owners = dict[Units, Term]


def owners() -> Owners:
    """Return which term each form belongs to. Costs one database query."""
    return {units: term for term in Term.objects.all() for units in units_by_form(term.english, term.chinese)}


def units_by_form(*forms: Iterable[str]) -> dict[Units, str]:
    """Return the forms by what they are compared by."""
    return {units_of(form): form for some in forms for form in some}


def faults_of_term(
    english: Sequence[str], chinese: Sequence[str], *, own: int | None, known: Owners
) -> dict[Language, list[str]]:
    """Return in words what keeps these forms from being the term with the key `own` (None: a new one), by language."""
    faults = {}
    for language, forms in ((Language.EN, english), (Language.ZH, chinese)):
        taken = [
            _("“%(form)s” belongs to the term “%(term)s” already.") % {"form": form, "term": other}
            for form in forms
            if (other := known.get(units_of(form))) is not None and (own is None or other.pk != own)
        ]
        faults[language] = [*faults_of(forms, language), *_repeats(forms), *taken]
    if len(english) + len(chinese) < 2 and not any(faults.values()):
        only = Language.ZH if english else Language.EN
        faults[only] = [_("A term needs two forms at least: without another one there is nothing to find besides.")]
    return {language: found for language, found in faults.items() if found}


def _repeats(forms: Sequence[str]) -> list[str]:
    seen: dict[Units, str] = {}
    faults = []
    for form in forms:
        units = units_of(form)
        if units in seen:
            values = {"form": form, "other": seen[units]}
            faults.append(_("“%(form)s” says the same to the search as “%(other)s”. One of them is enough.") % values)
        seen.setdefault(units, form)
    return faults
