"""The analysis: every form people type becomes the same tokens."""

import pytest

from search.folding import fold, fold_with_places
from search.tokens import MAX_QUERY_TOKENS, MAX_TOKEN, analyse, analyse_query, parse_query

PKI = {"std:gb-t-19771-2005", "std:gb-t-19771"}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("GB/T 19771-2005", PKI),
        ("ＧＢ／Ｔ １９７７１－２００５", PKI),
        ("GB/T 19771—2005", PKI),
        ("gbt 19771-2005", PKI),
        ("gbt19771", {"std:gb-t-19771"}),
        ("GB 19771", {"std:gb-19771", "std:gb-t-19771"}),
        ("ISO/IEC 27001:2022", {"std:iso-iec-27001-2022", "std:iso-iec-27001"}),
        ("T/ZSA 12-2026", {"std:t-zsa-12-2026", "std:t-zsa-12"}),
        ("RFC 2119", {"std:rfc-2119"}),
        ("CN112233445A", {"pat:cn112233445"}),
        ("cn 112233445 b", {"pat:cn112233445"}),
        ("ZL 2018 1 0123456.7", {"pat:cn201810123456"}),
        ("US 10,123,456 B2", {"pat:us10123456"}),
        ("US10123456", {"pat:us10123456"}),
        ("US 2019/0123456 A1", {"pat:us20190123456"}),
        ("EP1234567A1", {"pat:ep1234567"}),
        ("EP 1 234 567 B1", {"pat:ep1234567"}),
        ("WO2020/123456", {"pat:wo2020123456"}),
        ("WO 2020123456 A1", {"pat:wo2020123456"}),
    ],
)
def test_a_query_that_is_a_number_is_that_number_alone(text: str, tokens: set[str]) -> None:
    assert set(analyse_query(text)) == tokens
    assert tokens <= set(analyse(f"see {text}, which holds"))


def test_a_british_standard_sign_is_no_patent() -> None:
    assert not any(token.startswith("pat:") for token in analyse("GB 19771-2005"))
    assert "pat:gb1234567" in analyse("GB1234567A")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("石墨烯", ["石墨", "墨烯"]),
        ("电池", ["电池"]),
        ("電池", ["电池"]),
        ("电", ["电"]),
        ("５Ｇ标准", ["5g", "标准"]),
        ("Batteries", ["batteri"]),
        ("battery's", ["batteri"]),
        ("the state of the art", ["state", "art"]),
        ("Müller CAFÉ", ["muller", "cafe"]),
        ("lithium‑ion", ["lithium", "ion", "lithiumion"]),
        ("lithium–ion", ["lithium", "ion", "lithiumion"]),
        ("v2 3.14", ["v2", "3.14"]),
        ("LiFePO4", ["lifepo4"]),
        ("", []),
        ("the!", []),
        ("\x00\ufeff", []),
    ],
)
def test_words_of_a_query(text: str, tokens: list[str]) -> None:
    assert analyse_query(text) == tokens


def test_a_text_holds_characters_and_pairs() -> None:
    assert analyse("电池标准") == ["电", "池", "标", "准", "电池", "池标", "标准"]


def test_a_compound_is_found_in_either_spelling() -> None:
    assert set(analyse("Wi-Fi")) & set(analyse_query("wifi"))
    assert set(analyse("wifi")) & set(analyse_query("Wi‑Fi"))


def test_number_and_words_in_one_query() -> None:
    terms = parse_query("GB/T 19771 algorithms 公钥")
    assert terms.words == ("algorithm",)
    assert terms.runs == (("公钥",),)
    assert terms.numbers[0].tokens == ("std:gb-t-19771",)


def test_long_input_is_bounded() -> None:
    assert len(analyse("x" * 10_000)[0]) == MAX_TOKEN
    assert len(parse_query("标准化" * 5_000).tokens) <= MAX_QUERY_TOKENS
    assert len(parse_query(" ".join(f"word{n}" for n in range(5_000))).tokens) <= MAX_QUERY_TOKENS


def test_folding_points_back_to_the_text() -> None:
    text = "Ｅ\u0301́ﬁx 電"
    folded, places = fold_with_places(text)
    assert folded == fold(text) == "efix 电"
    assert [text[place] for place in places] == ["Ｅ", "ﬁ", "ﬁ", "x", " ", "電"]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("GB/T 33133.1-2016", "gbt33133", True),
        ("GB/T 33133.1-2016", "GB/T 33133.1", True),
        ("GB/T 33133.2-2021", "GB/T 33133.1", False),
        ("IEC 62660-3:2022", "iec 62660", True),
    ],
)
def test_a_series_finds_its_parts_and_a_part_only_itself(text: str, query: str, found: bool) -> None:
    wanted = {token for number in parse_query(query).numbers for token in number.tokens}
    assert bool(wanted & set(analyse(text))) is found
