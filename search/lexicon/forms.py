"""Forms of a term: how one is written down, what is wrong with it, and how it is met in questions and texts."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hub.common.bilingual import Language
from search.folding import fold
from search.tokens import pairs_of, pieces_of, word_token

MAX_FORM = 80  # characters
MAX_FORMS = 12  # of one term in one language
Units = tuple[str, ...]


def units_of(text: str) -> Units:
    """Return what a text is compared by: the stems of its words without stop words, and each Han character."""
    units: list[str] = []
    for piece in pieces_of(fold(text)):
        if piece.is_run:
            units += piece.text
        elif token := word_token(piece.text):
            units.append(token)
    return tuple(units)


def tokens_of(form: str) -> tuple[str, ...]:
    """Return the tokens that a text must hold, all of them, to hold the form: stems, and Han as its pairs."""
    tokens: list[str] = []
    for piece in pieces_of(fold(form)):
        tokens += pairs_of(piece.text) if piece.is_run else filter(None, [word_token(piece.text)])
    return tuple(dict.fromkeys(tokens))


def lines_of(text: str) -> list[str]:
    """Return the forms that stand one a line, without empty lines and repeats; spaces are made single."""
    return list(dict.fromkeys(form for line in text.splitlines() if (form := " ".join(line.split()))))


def has_han(text: str) -> bool:
    """Whether a text holds characters that are written without spaces."""
    return any(piece.is_run for piece in pieces_of(fold(text)))


def faults_of(forms: Iterable[str], language: Language) -> list[str]:
    """Return in words what is wrong with the forms of one language; nothing when they can be kept."""
    forms = list(forms)
    faults = [fault for form in forms if (fault := _fault_of(form, language))]
    if len(forms) > MAX_FORMS:
        faults.append(_("At most %(count)s forms fit one term.") % {"count": MAX_FORMS})
    return faults


def _fault_of(form: str, language: Language) -> str:
    shown = {"form": form[:MAX_FORM], "count": MAX_FORM}
    if len(form) > MAX_FORM:
        return _("“%(form)s…” is longer than %(count)s characters.") % shown
    if "<" in form or ">" in form:
        return _("“%(form)s” holds angle brackets. Forms are plain words.") % shown
    if not units_of(form):
        return _("“%(form)s” holds no word that the search looks for.") % shown
    if language == Language.EN and has_han(form):
        return _("“%(form)s” is Chinese. It belongs to the Chinese forms.") % shown
    if language == Language.ZH and not has_han(form):
        return _("“%(form)s” holds no Chinese character. Abbreviations belong to the English forms.") % shown
    return ""
