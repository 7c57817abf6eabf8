"""Numbers of patents and applications as the offices print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.vocabularies.patent_numbers import NotAPatentNumber, check_digit, parse_application, parse_publication

APPLICATIONS = [
    ("CN 200410062321.0", "CN 200410062321.0"),
    ("200410062321.0", "CN 200410062321.0"),
    ("ZL 2004 1 0062321.0", "CN 200410062321.0"),
    ("CN200410062321．0", "CN 200410062321.0"),
    ("US 16/123,456", "US 16/123,456"),
    ("ＵＳ　１６／１２３，４５６", "US 16/123,456"),
    ("us16/123456", "US 16/123,456"),
    ("US201816123456A", "US 16/123,456"),
    ("US 62/005,678", "US 62/005,678"),
    ("EP 05123456.7", "EP 05123456.7"),
    ("EP05123456", "EP 05123456"),
    ("EP 05 123 456.7", "EP 05123456.7"),
    ("PCT/EP2005/012345", "PCT/EP2005/012345"),
    ("PCT/EP99/01234", "PCT/EP1999/001234"),
    ("PCT/CN03/00678", "PCT/CN2003/000678"),
    ("JP 2005-123456", "JP 2005123456"),
    ("JP H10-123456", "JP H10123456"),
    ("KR 10-2005-0123456", "KR 1020050123456"),
    ("DE 10 2005 012 345.6", "DE 102005012345.6"),
    ("DE 103 12 345.6", "DE 10312345.6"),
]
PUBLICATIONS = [
    ("CN 115602795 B", "CN 115602795 B"),
    ("CN1234567C", "CN 1234567 C"),
    ("ZL 2004 1 0062321.0", "CN 200410062321.0"),
    ("US 7,123,456 B2", "US 7123456 B2"),
    ("US 10,123,456 B1", "US 10123456 B1"),
    ("US 223,898", "US 223898"),
    ("US D654,321 S", "US D654321 S"),
    ("US RE45,123 E1", "US RE45123 E1"),
    ("US 2005/0123456 A1", "US 2005/0123456 A1"),
    ("US20050123456A1", "US 2005/0123456 A1"),
    ("US2005123456A1", "US 2005/0123456 A1"),
    ("EP 1 234 567 B1", "EP 1234567 B1"),
    ("EP1234567A1", "EP 1234567 A1"),
    ("WO 2005/123456 A1", "WO 2005/123456 A1"),
    ("WO 99/12345", "WO 1999/012345"),
    ("WO 1999/012345", "WO 1999/012345"),
    ("WO 03/012345 A2", "WO 2003/012345 A2"),
    ("WO 78/00001", "WO 1978/000001"),
    ("JP 2005-123456 A", "JP 2005123456 A"),
    ("JP 6123456 B2", "JP 6123456 B2"),
    ("JP H10-123456 A", "JP H10123456 A"),
    ("KR 10-2005-0123456 A", "KR 1020050123456 A"),
    ("KR 10-1234567 B1", "KR 101234567 B1"),
    ("DE 10 2005 012 345 A1", "DE 102005012345 A1"),
    ("DE 198 12 345 C2", "DE 19812345 C2"),
    ("DE 20 2005 012 345 U1", "DE 202005012345 U1"),
]


@pytest.mark.parametrize(("typed", "written"), APPLICATIONS)
def test_application_numbers_are_read_as_the_offices_print_them(typed: str, written: str) -> None:
    assert parse_application(typed).text == written


@pytest.mark.parametrize(("typed", "written"), PUBLICATIONS)
def test_publication_numbers_are_read_as_the_offices_print_them(typed: str, written: str) -> None:
    assert parse_publication(typed).text == written


@pytest.mark.parametrize(
    ("parse", "numbers"),
    [
        (parse_application, ("EP 05123456.7", "EP05123456", "ep 05 123 456")),
        (parse_application, ("US 16/123,456", "US201816123456A", "US16123456")),
        (parse_application, ("DE 10 2005 012 345.6", "DE102005012345")),
        (parse_application, ("PCT/EP99/01234", "PCT/EP1999/001234")),
        (parse_application, ("ZL200410062321.0", "CN 200410062321.0")),
        (parse_publication, ("WO 99/12345", "WO 1999/012345", "WO9912345A1")),
        (parse_publication, ("US 2005/0123456 A1", "US2005123456A1", "US 20050123456")),
        (parse_publication, ("CN 115602795 B", "CN115602795A")),
    ],
)
def test_every_way_to_type_a_number_has_one_key(parse, numbers: tuple[str, ...]) -> None:
    assert len({parse(number).key for number in numbers}) == 1


@pytest.mark.parametrize(
    "typed", ["EP 1234567", "EP 0512345678", "US 7,123,456", "CN 200410062321.1", "PCT/E2005/012345", "16/123,456", ""]
)
def test_what_no_office_gives_to_applications_is_refused(typed: str) -> None:
    with pytest.raises(NotAPatentNumber):
        parse_application(typed)


@pytest.mark.parametrize(
    "typed", ["EP 05123456.7", "EP 123456", "US 123456789", "CN 415602795", "WO 1/2", "PCT/CN23/1", "7,123,456"]
)
def test_what_no_office_gives_to_publications_is_refused(typed: str) -> None:
    with pytest.raises(NotAPatentNumber):
        parse_publication(typed)


def test_a_refusal_of_an_application_shows_how_that_office_writes_them() -> None:
    with pytest.raises(NotAPatentNumber, match=r"EP 05123456\.7"):
        parse_application("EP 1234567 B1")
    with pytest.raises(NotAPatentNumber, match="US 16/123,456"):
        parse_application("US 7,123,456 B2")


@given(st.from_regex(r"20[0-9]{2}[123][0-9]{7}", fullmatch=True))
def test_a_chinese_application_number_holds_its_own_check_digit_only(digits: str) -> None:
    good = check_digit(digits)
    assert parse_application(f"{digits}.{good}").key == f"CNA{digits}"
    for other in set("0123456789X") - {good}:
        with pytest.raises(NotAPatentNumber):
            parse_application(f"{digits}.{other}")


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    for parse in (parse_application, parse_publication):
        try:
            number = parse(text)
        except NotAPatentNumber:
            continue
        assert parse(number.text) == number
