"""Numbers of standards in the forms in which people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.vocabularies.standard_numbers import StandardNumber, parse, parse_all, slug_of

FORMS = [
    ("GB/T 36276-2023", "GB/T 36276-2023"),
    ("gb/t 36276-2023", "GB/T 36276-2023"),
    ("GB/T36276-2023", "GB/T 36276-2023"),
    ("gbt36276-2023", "GB/T 36276-2023"),
    ("GBT 36276-2023", "GB/T 36276-2023"),
    ("GB/T 36276–2023", "GB/T 36276-2023"),
    ("GB/T 36276—2023", "GB/T 36276-2023"),
    ("GB/T 36276－2023", "GB/T 36276-2023"),
    ("GB/T 36276 - 2023", "GB/T 36276-2023"),
    ("ＧＢ／Ｔ　３６２７６－２０２３", "GB/T 36276-2023"),
    ("GB / T 36276-2023", "GB/T 36276-2023"),
    ("  GB/T 36276-2023  ", "GB/T 36276-2023"),
    ("GB/T 36276", "GB/T 36276"),
    ("GB 4943.1-2022", "GB 4943.1-2022"),
    ("gb4943.1—2022", "GB 4943.1-2022"),
    ("GB/Z 43281-2023", "GB/Z 43281-2023"),
    ("GBZ 2.1-2019", "GBZ 2.1-2019"),
    ("gbz 188-2014", "GBZ 188-2014"),
    ("GBZ/T 229.2-2010", "GBZ/T 229.2-2010"),
    ("GBJ 122-1988", "GBJ 122-1988"),
    ("GB/T 31467.3-2015", "GB/T 31467.3-2015"),
    ("YD/T 1234-2020", "YD/T 1234-2020"),
    ("ydt1234-2020", "YD/T 1234-2020"),
    ("SJ/T 11364-2014", "SJ/T 11364-2014"),
    ("JB/T 10088.2-2004", "JB/T 10088.2-2004"),
    ("DB11/T 1950-2021", "DB11/T 1950-2021"),
    ("QC/T 743-2006", "QC/T 743-2006"),
    ("T/ZSA 12-2026", "T/ZSA 12-2026"),
    ("t/zsa 12-2026", "T/ZSA 12-2026"),
    ("T/ZSA12-2026", "T/ZSA 12-2026"),
    ("Ｔ／ＺＳＡ １２—２０２６", "T/ZSA 12-2026"),
    ("T / ZSA 12.3-2026", "T/ZSA 12.3-2026"),
    ("T/CSAE 53", "T/CSAE 53"),
    ("T/ZSA 0012-2026", "T/ZSA 0012-2026"),
    ("ISO 9001:2015", "ISO 9001:2015"),
    ("iso 9001 : 2015", "ISO 9001:2015"),
    ("ISO 9001：2015", "ISO 9001:2015"),
    ("ISO9001-2015", "ISO 9001:2015"),
    ("ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
    ("iso/iec27001", "ISO/IEC 27001"),
    ("ISO/IEC/IEEE 29119-1:2022", "ISO/IEC/IEEE 29119-1:2022"),
    ("ISO/TS 16949:2009", "ISO/TS 16949:2009"),
    ("IEC 62660-3", "IEC 62660-3"),
    ("IEC 62660-3:2022", "IEC 62660-3:2022"),
    ("iec62660-3", "IEC 62660-3"),
    ("IEC 61000-4-2:2008", "IEC 61000-4-2:2008"),
    ("IEEE 802.11-2020", "IEEE 802.11-2020"),
    ("ieee 802.11", "IEEE 802.11"),
    ("IEEE 1547-2018", "IEEE 1547-2018"),
    ("ITU-T H.264", "ITU-T H.264"),
    ("EN 50549-1:2019", "EN 50549-1:2019"),
    ("ASTM D638", "ASTM D638"),
    ("RFC 2119", "RFC 2119"),
    ("rfc2119", "RFC 2119"),
    ("RFC-2119", "RFC 2119"),
    ("RFC 0001", "RFC 1"),
    ("RFC0793", "RFC 793"),
    ("ＲＦＣ ８４４６", "RFC 8446"),
]
NONE = [
    "",
    "   ",
    "battery",
    "36276",
    "2023",
    "GB",
    "GB/T",
    "ISO",
    "RFC",
    "T/ZSA",
    "电池试验方法",
    "CN115602795B",
    "see GB/T 36276-2023",
    "GB/T 36276-2023 and ISO 9001",
    "10.1109/5.771073",
    "XGB 123-2020",
    "ISOLATED 9001",
    "+86 10 6894 1234",
]


@pytest.mark.parametrize(("typed", "canonical"), FORMS)
def test_every_form_people_type_is_read(typed: str, canonical: str) -> None:
    number = parse(typed)
    assert number is not None
    assert number.canonical == canonical


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "no numbers here",
        "call 2023-11-20",
        "Gigabyte 1000",
        "mobs 12",
        "version 1.2.3",
        "标准化",
        "CN115602795B",
        "€ 1,200",
    ],
)
def test_texts_without_numbers_hold_none(text: str) -> None:
    assert parse_all(text) == []


def test_a_text_gives_its_numbers_in_order_and_each_place_once() -> None:
    text = "符合 GB/T 36276—2023（见 ISO/IEC 27001:2022 与 rfc2119），替代T/ZSA 12-2026。"
    assert [n.canonical for n in parse_all(text)] == [
        "GB/T 36276-2023",
        "ISO/IEC 27001:2022",
        "RFC 2119",
        "T/ZSA 12-2026",
    ]


@pytest.mark.parametrize(
    ("number", "slug", "undated"),
    [
        ("GB/T 36276-2023", "gb-t-36276-2023", "gb-t-36276"),
        ("T/ZSA 12-2026", "t-zsa-12-2026", "t-zsa-12"),
        ("ISO/IEC 27001:2022", "iso-iec-27001-2022", "iso-iec-27001"),
        ("IEEE 802.11-2020", "ieee-802-11-2020", "ieee-802-11"),
        ("RFC 2119", "rfc-2119", "rfc-2119"),
    ],
)
def test_slugs_stand_in_addresses(number: str, slug: str, undated: str) -> None:
    parsed = parse(number)
    assert parsed is not None
    assert (parsed.slug, parsed.undated.slug) == (slug, undated)


def test_any_text_has_a_slug_of_letters_digits_and_dashes() -> None:
    assert slug_of("  WHATWG — HTML / Living　Standard ") == "whatwg-html-living-standard"
    assert slug_of("标准") == ""


YEARS = st.one_of(st.just(0), st.integers(1900, 2099))
PARTS = st.lists(st.integers(1, 999), max_size=2)


@st.composite
def numbers(draw: st.DrawFn) -> StandardNumber:
    """Numbers as their issuers make them."""
    kind = draw(st.sampled_from(["chinese", "group", "foreign", "rfc"]))
    dotted = "".join(f".{part}" for part in draw(PARTS))
    if kind == "rfc":
        return StandardNumber("RFC", str(draw(st.integers(1, 99_999))))
    if kind == "group":
        letters = draw(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=10))
        return StandardNumber(f"T/{letters}", f"{draw(st.integers(1, 99_999))}{dotted}", draw(YEARS))
    if kind == "chinese":
        issuer = draw(
            st.sampled_from(["GB", "GB/T", "GB/Z", "GBZ", "GBZ/T", "YD/T", "SJ/T", "DB11/T", "QC/T", "JB/T", "HJ"])
        )
        return StandardNumber(issuer, f"{draw(st.integers(1, 999_999))}{dotted}", draw(YEARS))
    issuer = draw(st.sampled_from(["ISO", "IEC", "ISO/IEC", "ISO/TS", "EN", "ITU-T", "IEEE"]))
    part = draw(st.sampled_from(["", "-1", "-12", "-4-2"]))
    return StandardNumber(issuer, f"{draw(st.integers(10, 999_999))}{part}", draw(YEARS))


@given(numbers())
def test_the_canonical_form_is_read_back_as_it_was_written(number: StandardNumber) -> None:
    assert parse(number.canonical) == number


@given(numbers(), st.sampled_from(["lower", "full width", "spaces", "sentence"]))
def test_odd_spellings_mean_the_same_number(number: StandardNumber, spelling: str) -> None:
    text = number.canonical
    if spelling == "lower":
        assert parse(text.lower()) == number
    elif spelling == "full width":
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
        assert parse(wide) == number
    elif spelling == "spaces":
        assert parse(f"  {text.replace(' ', '   ')} ") == number
    else:
        assert parse_all(f"见“{text}”。") == [number]


@given(st.text(max_size=200))
def test_any_text_can_be_read_without_an_error(text: str) -> None:
    for number in parse_all(text):
        assert parse(number.canonical) is not None
    slug_of(text)
