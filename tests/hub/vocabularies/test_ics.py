"""The classification: a tree in two languages."""

import csv
from pathlib import Path

import pytest
from django.utils import translation

from hub.vocabularies import ics
from hub.vocabularies.stages import CODES, STAGES, code_name, is_stage_code, stage_name, stage_of

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "standards" / "ics_codes.csv"


def test_every_entry_has_both_names_and_hangs_in_the_tree() -> None:
    assert len(ics.fields()) == 40
    groups = [group for field in ics.fields() for group in ics.groups_of(field.code)]
    assert len(groups) == 401
    for entry in [*ics.fields(), *groups]:
        assert entry.en
        assert any("\u4e00" <= c <= "\u9fff" for c in entry.zh)
        assert ics.find(entry.code[:2]) is not None


@pytest.mark.skipif(
    not DATA.exists(), reason="the list to check against lies beside the repository only in development"
)
def test_the_tree_has_the_codes_of_the_published_classification() -> None:
    with DATA.open(encoding="utf-8") as lines:
        published = {row["code"] for row in csv.DictReader(lines)}
    ours = {e.code for field in ics.fields() for e in [field, *ics.groups_of(field.code)]}
    assert ours == {code for code in published if len(code) < 9}
    assert [code for code in published if not ics.is_ics(code)] == []


@pytest.mark.parametrize("code", ["29", "29.220", "29.220.99", "35.030.01"])
def test_codes_are_known_by_the_tree_or_their_form(code: str) -> None:
    assert ics.is_ics(code)


@pytest.mark.parametrize(
    "code", ["", "9", "99", "29.", "29.221", "29.220.9", "29.221.99", "29.220.999", "29,220", "２９"]
)
def test_other_codes_are_refused(code: str) -> None:
    assert not ics.is_ics(code)


def test_names_follow_the_reader() -> None:
    entry = ics.find("29.220.99")
    assert entry is not None
    with translation.override("zh-hans"):
        assert entry.name == "电池和蓄电池"
        assert stage_name("40") == "征求意见"
    with translation.override("en"):
        assert entry.name == "Galvanic cells and batteries"
        assert code_name("40.20") == "Open for public comment"


def test_lists_are_taken_apart() -> None:
    assert ics.read_codes("35.240, 29.220；29.220 x") == (["29.220", "35.240"], ["x"])
    assert ics.lineage("29.220.99") == ["29", "29.220", "29.220.99"]
    assert ics.lineage("29") == ["29"]


def test_stage_codes_lie_in_known_stages() -> None:
    assert {stage_of(code) for code in CODES} == set(STAGES)
    assert is_stage_code("60.60")
    assert not is_stage_code("60.61")
    assert code_name("61.00") == "61.00"
