"""Blocks show what they look like before they are chosen: the same sample in both languages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import get_language

from hub.common.bilingual import CHINESE, ENGLISH
from hub.common.languages import OWN_NAME, html_lang


class Sampled:
    """A block with a sample for each language; its preview shows both, each in its own language."""

    samples: ClassVar[dict[str, Any]] = {}

    def get_sample(self, language: str) -> Any:
        """Return the sample of a language as the database would keep it."""
        return self.samples[language]

    def get_preview_value(self) -> Any:
        """Return the sample in the editor's language."""
        language = get_language() or ENGLISH
        return self.to_python(self.get_sample(language if language in OWN_NAME else ENGLISH))  # type: ignore[attr-defined]

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the samples of both languages, ready to be drawn."""
        bound = {
            code: self.bind(self.to_python(self.get_sample(code)))  # type: ignore[attr-defined]
            for code in (CHINESE, ENGLISH)
        }
        shown = [(code, html_lang(code), OWN_NAME[code], block) for code, block in bound.items()]
        return {**(parent_context or {}), "samples": shown}


def both(chinese: Any, english: Any) -> dict[str, Any]:
    """Name the samples of a block, Chinese first."""
    return {CHINESE: chinese, ENGLISH: english}


class Named:
    """A field that stands in a list without a label of its own: it carries its name for those who do not see the heading."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field.widget.attrs["aria-label"] = self.meta.label  # type: ignore[attr-defined]
