"""Registration numbers, telephone numbers and names of organisations."""

from __future__ import annotations

import pytest

from hub.vocabularies.identifiers import InvalidIdentifier, clean_identifier
from hub.vocabularies.names import name_key
from hub.vocabularies.phones import InvalidPhone, clean_phone, phone_words


@pytest.mark.parametrize(
    ("scheme", "text", "country", "kept"),
    [
        ("uscc", "9111 0000 8021 0043 3B", "", "91110000802100433B"),
        ("uscc", "９１１１００００８０２１００４３３ｂ", "", "91110000802100433B"),
        ("uscc", "N2110000MF12345673", "", "N2110000MF12345673"),
        ("lei", "5299-00T8 BM49 AURS DO55", "", "529900T8BM49AURSDO55"),
        ("vat", "136 695 976", "DE", "DE136695976"),
        ("vat", "DE136695976", "DE", "DE136695976"),
        ("vat", "094259216", "GR", "EL094259216"),
        ("vat", "300-0012 345", "AE", "3000012345"),
        ("other", "UEN 201912345k", "SG", "UEN 201912345K"),
        ("other", "ОГРН 1027700132195", "RU", "ОГРН 1027700132195"),
    ],
)
def test_numbers_are_kept_in_one_form(scheme: str, text: str, country: str, kept: str) -> None:
    assert clean_identifier(scheme, text, country) == kept


@pytest.mark.parametrize(
    ("scheme", "text", "country", "problem"),
    [
        ("uscc", "", "", "empty"),
        ("uscc", "91110000802100433", "", "length"),
        ("uscc", "91110000802100433C", "", "check"),
        ("uscc", "9111000I802100433B", "", "characters"),
        ("lei", "195", "", "length"),
        ("lei", "ABC81", "", "length"),
        ("lei", "529900T8BM49AURSDO56", "", "check"),
        ("lei", "529900T8BM49AURSD-5é", "", "length"),
        ("vat", "136695976", "", "country"),
        ("vat", "136695970", "DE", "check"),
        ("other", "<script>", "SG", "characters"),
        ("other", "9" * 41, "SG", "length"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(scheme: str, text: str, country: str, problem: str) -> None:
    with pytest.raises(InvalidIdentifier) as refusal:
        clean_identifier(scheme, text, country)
    assert refusal.value.problem == problem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hanze Battery Co., Ltd.", "HANZE  battery"),
        ("汉泽电池有限公司", "汉泽电池"),
        ("Hämäläinen Oy", "Hamalainen"),
        ("Ｍｅｒｉｄｉａｎ Optics Pte. Ltd.", "meridian-optics"),
        ("Foo S.p.A.", "Foo"),
    ],
)
def test_names_that_differ_in_form_only_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Hanze Battery", "Hanze Optics"), ("汉泽电池", "汉泽光学"), ("The Co", "AG")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_telephones_of_all_countries_have_one_form() -> None:
    assert clean_phone("030 1234567", "DE") == "+49301234567"
    assert clean_phone("+86 10 1234 5678", "DE") == "+861012345678"
    assert phone_words("+49301234567") == "+49 30 1234567"
    for wrong in ("12", "call me", ""):
        with pytest.raises(InvalidPhone):
            clean_phone(wrong, "CN")
