"""How the fields of a listing's form read what people type."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from hub.vocabularies.countries import country_choices, find_country
from ip_transfer.forms.parts import CountriesField, OwnersField


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("Research Institute 38", [["Research Institute 38", None]]),
        ("中国电子科技集团公司第 38", [["中国电子科技集团公司第 38", None]]),
        ("Research Institute 38, 60 %\nHanze 40%", [["Research Institute 38", 60.0], ["Hanze", 40.0]]),
        ("汉泽电池，60\n清河研究所；40", [["汉泽电池", 60.0], ["清河研究所", 40.0]]),
        ("Hanze: 33,5 ％\nPlant 12", [["Hanze", 33.5], ["Plant 12", None]]),
    ],
)
def test_only_a_percent_sign_or_a_comma_makes_a_number_a_share(typed: str, rows: list[Any]) -> None:
    assert OwnersField().clean(typed) == rows


def test_a_territory_has_at_most_forty_countries() -> None:
    field, codes = CountriesField(find=find_country), [code for code, _name in country_choices() if code]
    assert len(field.clean(", ".join(codes[:40]))) == 40
    with pytest.raises(forms.ValidationError):
        field.clean(", ".join(codes[:41]))
