"""Content in two languages by explicit columns: `title_en`, `title_zh`, and the language it was written in."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.common.languages import has_han, html_lang

ENGLISH, CHINESE = "en", "zh-hans"


class Language(models.TextChoices):
    """The two languages of content; the value is the suffix of the column."""

    EN = "en", _("English")
    ZH = "zh", _("Simplified Chinese")


class Shown(NamedTuple):
    """A text with the language tag it must carry in a page, and whether it stands in for the reader's language."""

    text: str
    lang: str
    is_source_fallback: bool

    @property
    def mark(self) -> str:
        """The `lang` attribute the text needs: empty when it is in the reader's language."""
        return self.lang if self.is_source_fallback else ""


def column_language(language: str | None = None) -> Language:
    """Return the column suffix for a Django language code (default: the active one)."""
    return Language.ZH if (language or get_language() or ENGLISH).lower().startswith("zh") else Language.EN


def pick(obj: Any, field: str, language: str | None = None) -> Shown:
    """Choose the text of a bilingual field for the reader; the other language stands in when theirs is empty."""
    wanted = column_language(language)
    other = Language.EN if wanted == Language.ZH else Language.ZH
    text = getattr(obj, f"{field}_{wanted}")
    if text:
        return Shown(text, html_lang(wanted), False)
    return Shown(getattr(obj, f"{field}_{other}"), html_lang(other), True)


def has_either(field: str) -> models.Q:
    """A condition for CHECK constraints: one language is enough, none is not."""
    return ~models.Q(**{f"{field}_en": "", f"{field}_zh": ""})


def language_of_text(text: str) -> Language:
    """Return the language of free text by its script: any Han character makes it Chinese."""
    return Language.ZH if has_han(text) else Language.EN
