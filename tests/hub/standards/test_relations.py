"""Relations: stated from either end, kept while one end is unknown, healed when it comes in."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.standards.models import Standard, StandardRelation
from hub.standards.queries.relations import count_broken, list_broken, relations_of
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


def seen_from(number: str) -> list[tuple[str, str, bool]]:
    return [(r.column, r.number, r.other is not None) for r in relations_of(Standard.objects.get(number=number))]


def test_a_relation_is_read_from_both_ends() -> None:
    make_standard("RFC 2616")
    make_standard("RFC 7230", replaces="RFC2616", amends="RFC 2818")
    assert seen_from("RFC 7230") == [("replaces", "RFC 2616", True), ("amends", "RFC 2818", False)]
    assert seen_from("RFC 2616") == [("replaced_by", "RFC 7230", True)]


def test_both_ends_may_state_the_same_relation_once() -> None:
    make_standard("RFC 1", replaced_by="RFC0010")
    make_standard("RFC 10", replaces="RFC0001")
    assert StandardRelation.objects.count() == 1
    assert seen_from("RFC 1") == [("replaced_by", "RFC 10", True)]


@pytest.mark.parametrize("column", ["replaces", "replaced_by", "amends", "amended_by", "adopts", "adopted_by", "cites"])
def test_an_unknown_end_is_reported_and_heals_when_it_comes_in(column: str) -> None:
    make_standard("GB/T 1-2020", **{column: "ISO/IEC 27001:2022"})
    assert count_broken() == 1
    assert seen_from("GB/T 1-2020") == [(column, "ISO/IEC 27001:2022", False)]
    make_standard("ISO/IEC 27001:2022")
    assert count_broken() == 0
    assert seen_from("GB/T 1-2020") == [(column, "ISO/IEC 27001:2022", True)]


def test_a_number_without_a_year_means_the_newest_edition() -> None:
    make_standard("GB/T 2-2018")
    make_standard("GB/T 2-2023")
    make_standard("GB/T 3-2024", cites="GB/T 2, GB/T 4")
    assert relations_of(Standard.objects.get(number="GB/T 3-2024"))[0].other == Standard.objects.get(
        number="GB/T 2-2023"
    )
    assert [r.target_number for r in list_broken()] == ["GB/T 4"]
    make_standard("GB/T 4-2025")
    assert not list_broken()


@pytest.mark.parametrize("text", ["ISO 9001:2015 (IDT)", "ISO 9001:2015，等同采用", "ISO 9001:2015 IDT"])
def test_an_adoption_says_how_closely_it_follows(text: str) -> None:
    make_standard("GB/T 19001-2016", adopts=text)
    (relation,) = StandardRelation.objects.all()
    assert (relation.target_number, relation.degree) == ("ISO 9001:2015", "identical")


def test_the_database_refuses_what_makes_no_sense() -> None:
    one, two = make_standard("RFC 1"), make_standard("RFC 2")
    good = {
        "kind": "cites", "source": one, "source_number": one.number, "source_slug": one.slug,
        "target": two, "target_number": two.number, "target_slug": two.slug, "created_at": timezone.now(),
    }  # fmt: skip
    for bad in (
        {"kind": "likes"},
        {"source": None, "target": None},
        {"target_slug": one.slug},
        {"degree": "identical"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StandardRelation.objects.create(**{**good, **bad})
    assert not StandardRelation.objects.exists()
