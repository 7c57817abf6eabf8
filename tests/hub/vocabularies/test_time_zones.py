"""Time zones are offered in the reader's words."""

from __future__ import annotations

from datetime import UTC, datetime

from hub.common.languages import has_han
from hub.vocabularies.time_zones import time_zone_choices

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_every_place_has_a_chinese_name() -> None:
    choices = time_zone_choices("zh-hans", NOW)
    assert len(choices) > 400
    assert [name for name, words in choices if not has_han(words)] == ["UTC"]


def test_a_zone_that_was_renamed_is_named_by_its_place() -> None:
    assert dict(time_zone_choices("en", NOW))["Asia/Kolkata"] == "UTC+05:30 Kolkata (Asia/Kolkata)"
