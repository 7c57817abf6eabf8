"""Words for the values of fields with choices, quick enough for every row of a list."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.choices import BaseChoiceIterator


class Labelled(models.Model):
    """Abstract: `get_<field>_display()` as Django has it, but without putting all choices of the field into words first to
    find the one. Django does so at each call, which took a tenth of a catalogue page.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> str:  # noqa: N802 - Django's name
        words = _words_of(field)
        if words is None:
            return str(super()._get_FIELD_display(field))  # type: ignore[misc]  # not in the stubs
        value = getattr(self, field.attname)
        return str(words.get(value, "" if value is None else value))


def _words_of(field: Any) -> dict[Any, Any] | None:
    """Return the lazy words by value, kept at the field; None for choices that a function computes."""
    if isinstance(field.choices, BaseChoiceIterator):
        return None
    if "hub_words" not in field.__dict__:
        field.hub_words = dict(field.flatchoices)
    words: dict[Any, Any] = field.hub_words
    return words
