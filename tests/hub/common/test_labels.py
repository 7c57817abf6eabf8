"""Words of choices: quick, and the same as Django's in every language."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from hub.common.labels import Labelled
from hub.workflow.models import state_writing

WORDED = [
    (model, field)
    for model in apps.get_models()
    if issubclass(model, Labelled)
    for field in model._meta.concrete_fields
    if field.choices
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("model", "field"), WORDED, ids=lambda part: getattr(part, "__name__", str(part)))
def test_words_are_those_that_django_gives(model: Any, field: Any, language: str) -> None:
    values = [value for value, _words in field.flatchoices]
    with translation.override(language), state_writing():
        for value in [*values, "no such value"]:
            obj = model(**{field.name: value})
            assert getattr(obj, f"get_{field.name}_display")() == models.Model._get_FIELD_display(obj, field)


def test_there_are_fields_to_compare() -> None:
    assert {model.__name__ for model, _field in WORDED} >= {"Standard", "Organisation", "TransferListing"}
