"""The import: every row judged by itself, the same file twice changes nothing."""

from __future__ import annotations

import csv
import gzip
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from hub.activity.models import Activity
from hub.common.actors import Actor
from hub.outbox.models import OutboxMessage
from hub.standards.enums import WithdrawalGround
from hub.standards.models import Standard
from hub.standards.profiles import profile_of
from hub.standards.queries import count_by_status, editions_of, find_by_number
from hub.standards.services.editing import withdraw_standard
from hub.standards.services.importing import RowReport, import_standards
from hub.workflow.errors import NotAllowed
from tests.factories.accounts import make_user, signed_in
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "standards"
GOOD = {"number": "GB/T 36276-2023", "title_en": "Lithium ion battery", "title_zh": "锂离子电池"}


def run(*rows: dict[str, str], **columns: str) -> list[RowReport]:
    return import_standards(actor=Actor.system(), rows=rows, columns=columns, now=timezone.now())


def outcomes(reports: list[RowReport]) -> list[str]:
    return [r.outcome for r in reports]


def test_a_new_row_is_a_standard_with_its_act_and_its_place_in_the_search() -> None:
    row = {
        **GOOD,
        "abstract_en": "Scope.",
        "status": "现行",
        "published_date": "2023-12-28",
        "url": "https://std.example/1",
    }
    assert run(row) == [RowReport(1, "GB/T 36276-2023", "created")]
    made = Standard.objects.get()
    assert (made.number, made.slug, made.undated_slug, made.issuer) == (
        "GB/T 36276-2023",
        "gb-t-36276-2023",
        "gb-t-36276",
        "GB/T",
    )
    assert (made.status, made.stage_code, made.published_date) == ("in_force", "60.60", date(2023, 12, 28))
    assert (made.source_lang, made.url) == ("en", "https://std.example/1")
    assert [a.verb for a in Activity.objects.all()] == ["standard.imported"]
    assert OutboxMessage.objects.filter(queue="search").count() == 1


def test_the_same_row_twice_is_unchanged_and_leaves_no_trace() -> None:
    run(GOOD)
    before = (Activity.objects.count(), OutboxMessage.objects.count(), Standard.objects.get().updated_at)
    assert run({**GOOD, "number": "gbt36276—2023"}) == [RowReport(1, "GB/T 36276-2023", "unchanged")]
    assert (Activity.objects.count(), OutboxMessage.objects.count(), Standard.objects.get().updated_at) == before


def test_a_changed_row_updates_and_says_which_fields() -> None:
    run(GOOD)
    (report,) = run({**GOOD, "title_en": "Lithium ion batteries", "status": "废止"})
    assert (report.outcome, report.fields) == ("changed", ("title_en", "status", "stage_code"))
    made = Standard.objects.get()
    assert (made.title_en, made.title_zh, made.status, made.stage_code) == (
        "Lithium ion batteries",
        "锂离子电池",
        "withdrawn",
        "95.99",
    )
    assert Activity.objects.get(verb="standard.updated").data == {
        "changes": {
            "title_en": ["Lithium ion battery", "Lithium ion batteries"],
            "status": ["in_force", "withdrawn"],
            "stage_code": ["60.60", "95.99"],
        }
    }


def test_an_empty_cell_does_not_wipe_what_is_known() -> None:
    run(GOOD)
    assert outcomes(run({"number": GOOD["number"], "title_zh": "锂离子电池"})) == ["unchanged"]
    assert Standard.objects.get().title_en == "Lithium ion battery"


def test_what_a_row_does_not_state_leaves_a_known_entry_alone() -> None:
    run({**GOOD, "status": "征求意见", "stage_code": "40.20", "published_date": "2023-12-28"})
    assert outcomes(run({**GOOD, "title_en": "Cells"})) == ["changed"]
    made = Standard.objects.get()
    assert (made.status, made.stage_code, made.published_date, made.published_precision) == (
        "draft",
        "40.20",
        date(2023, 12, 28),
        "day",
    )
    assert outcomes(run({**GOOD, "title_en": "Cells", "status": "征求意见"})) == ["unchanged"]
    assert outcomes(run({**GOOD, "title_en": "Cells", "status": "现行"})) == ["changed"]
    assert Standard.objects.get().stage_code == "60.60"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"number": ""}, "the number is missing"),
        ({"number": "   "}, "the number is missing"),
        ({"number": "标准"}, "“标准” holds no letter or digit"),
        ({"title_en": "", "title_zh": ""}, "the title is missing in both languages"),
        ({"status": "somewhere"}, "the status “somewhere” is not known"),
        ({"published_date": "2023-13-01"}, "the date “2023-13-01” cannot be read"),
        ({"published_date": "2023-02-30"}, "the date “2023-02-30” cannot be read"),
        ({"published_date": "yesterday"}, "the date “yesterday” cannot be read"),
        ({"published_date": "0000"}, "the date “0000” cannot be read"),
        ({"url": "javascript:alert(1)"}, "“javascript:alert(1)” is not a web address"),
        ({"url": "ftp://std.example/1"}, "“ftp://std.example/1” is not a web address"),
        ({"url": "not an address"}, "“not an address” is not a web address"),
        ({"url": "https://std.example/" + "x" * 300}, "the address is longer than 300 characters"),
        ({"title_en": "x" * 401}, "title_en is longer than 400 characters"),
        ({"number": "x" * 101}, "number is longer than 100 characters"),
        ({"number": "find"}, "“find” is an address of the Hub itself"),
        ({"ics": "29.220, 99.100"}, "“99.100” is not in the ICS"),
        ({"stage_code": "61.00"}, "“61.00” is no stage of the table"),
        ({"text_languages": "en fr"}, "“fr” is no language of the Hub: en or zh"),
        ({"number": "RFC 1", "series": "x" * 121}, "series is longer than 120 characters"),
        ({"cites": "x" * 101}, "number is longer than 100 characters"),
        (
            {"status": "draft", "stage_code": "60.60"},
            "Stages before 60 belong to drafts, the others to published standards.",
        ),
        ({"replaces": "gbt 36276-2023"}, "a standard cannot be related to itself"),
        ({"cites": "标准"}, "“标准” holds no letter or digit"),
    ],
)
def test_a_row_that_cannot_be_a_standard_is_refused_and_leaves_the_others_alone(
    change: dict[str, str], reason: str
) -> None:
    reports = run({**GOOD, **change}, {**GOOD, "number": "ISO 9001:2015"})
    assert outcomes(reports) == ["refused", "created"]
    assert reports[0].reason == reason
    assert list(Standard.objects.values_list("number", flat=True)) == ["ISO 9001:2015"]
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03", date(2026, 3, 3)),
        ("2026-03", date(2026, 3, 1)),
        ("2026", date(2026, 1, 1)),
        ("March 2026", date(2026, 3, 1)),
        ("3 March 2026", date(2026, 3, 3)),
        ("", date(2023, 1, 1)),
    ],
)
def test_dates_are_read_as_other_registers_write_them(text: str, expected: date) -> None:
    run({**GOOD, "published_date": text})
    assert Standard.objects.get().published_date == expected


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", "in_force"),
        ("现行", "in_force"),
        ("被代替", "superseded"),
        ("废止", "withdrawn"),
        ("征求意见", "draft"),
        ("PROPOSED STANDARD", "in_force"),
        ("Historic", "withdrawn"),
        ("in_force", "in_force"),
    ],
)
def test_status_words_of_other_registers_are_known(word: str, status: str) -> None:
    run({**GOOD, "status": word})
    assert Standard.objects.get().status == status


def test_a_chinese_title_in_the_only_title_column_goes_to_the_chinese_field() -> None:
    run({"number": "GB/T 1-2020", "title": "标准化工作导则"})
    made = Standard.objects.get()
    assert (made.title_en, made.title_zh, made.source_lang) == ("", "标准化工作导则", "zh")


def test_control_characters_of_other_programs_do_not_come_in() -> None:
    run(
        {
            "number": "GB/T 1\x00-2023",
            "title_en": "Dry\x0belectrodes",
            "title_zh": "电\ud800池",
            "abstract_en": "a\x0bb\x00c\r\nd",
        }
    )
    made = Standard.objects.get()
    assert (made.number, made.title_en, made.title_zh) == ("GB/T 1-2023", "Dry electrodes", "电池")
    assert made.abstract_en == "a\nbc\nd"


def test_a_stage_alone_says_whether_it_is_a_draft_and_contradicts_no_known_status() -> None:
    assert outcomes(run({**GOOD, "stage_code": "40.20"})) == ["created"]
    assert Standard.objects.get().status == "draft"
    (report,) = run({**GOOD, "title_en": "Cells", "stage_code": "60.60", "cites": "RFC 1"})
    assert (report.outcome, report.reason) == (
        "refused",
        "Stages before 60 belong to drafts, the others to published standards.",
    )
    made = Standard.objects.get()
    assert (made.stage_code, made.title_en, made.relations_out.count()) == ("40.20", GOOD["title_en"], 0)


def test_a_row_that_brings_a_withdrawn_standard_back_ends_the_withdrawal() -> None:
    run(GOOD)
    withdraw_standard(
        actor=Actor.system(),
        standard=Standard.objects.get(),
        ground=WithdrawalGround.HINDERS,
        note="It hinders others.",
        day=date(2026, 11, 1),
        now=timezone.now(),
    )
    assert outcomes(run({**GOOD, "title_zh": "电池"})) == ["changed"]
    assert Standard.objects.get().withdrawal_note == "It hinders others."
    (report,) = run({**GOOD, "status": "现行"})
    assert report.fields[-3:] == ("withdrawal_ground", "withdrawal_note", "withdrawn_date")
    made = Standard.objects.get()
    assert (made.status, made.withdrawal_ground, made.withdrawal_note, made.withdrawn_date) == (
        "in_force",
        "",
        "",
        None,
    )


def test_only_editors_and_the_system_import() -> None:
    with pytest.raises(NotAllowed):
        import_standards(actor=Actor.person(make_user()), rows=[GOOD], now=timezone.now())
    assert not Standard.objects.exists()


def test_columns_can_be_named_by_the_operator() -> None:
    run({"编号": "RFC 2119", "名称": "Key words"}, number="编号", title_en="名称")
    assert Standard.objects.get().number == "RFC 2119"


def test_hostile_text_is_kept_as_it_is_and_shown_escaped() -> None:
    run({**GOOD, "title_en": "<script>alert('x')</script>", "abstract_en": "<img src=x onerror=alert(1)>"})
    assert Standard.objects.get().title_en == "<script>alert('x')</script>"
    page = signed_in(None).get("/en/standards/gb-t-36276-2023/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert" in page


def test_a_number_without_a_year_means_the_newest_edition() -> None:
    for number in ("GB/T 36276-2018", "GB/T 36276-2023", "GB/T 36277-2023"):
        make_standard(number)
    newest = find_by_number("gbt36276")
    assert newest is not None
    assert newest.number == "GB/T 36276-2023"
    assert find_by_number("GB/T 36276-2018").number == "GB/T 36276-2018"  # type: ignore[union-attr]
    assert find_by_number("GB/T 36276-1999") is None
    assert find_by_number("nonsense") is None
    assert [s.number for s in editions_of(newest)] == ["GB/T 36276-2018"]
    assert (count_by_status("in_force"), count_by_status("draft")) == (3, 0)


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("name", ["list.csv", "list.csv.gz"])
def test_the_command_reads_files_and_lists_what_it_refused(name: str, tmp_path: Path, capsys) -> None:
    path = write(tmp_path / name, [GOOD, {**GOOD, "number": ""}, {**GOOD, "number": "RFC 1"}])
    call_command("import_standards", str(path), limit=2, report=tmp_path / "report.csv")
    said = re.sub(r" in [\d.]+ s", "", capsys.readouterr().out)
    assert said.splitlines() == [
        f"{name} row 2 (no number): the number is missing",
        f"{name}: 2 rows: 1 created, 0 changed, 0 unchanged, 1 refused",
    ]
    assert Standard.objects.count() == 1
    assert (tmp_path / "report.csv").read_text("utf-8-sig").splitlines() == [
        "row,number,outcome,fields,reason",
        "1,GB/T 36276-2023,created,,",
        "2,,refused,,the number is missing",
    ]


def test_a_dry_run_judges_and_writes_nothing(tmp_path: Path, capsys) -> None:
    run(GOOD)
    path = write(tmp_path / "list.csv", [{**GOOD, "title_zh": "电池"}, {**GOOD, "number": "RFC 1"}])
    before = (Activity.objects.count(), OutboxMessage.objects.count())
    call_command("import_standards", str(path), dry_run=True)
    assert "2 rows" in (said := capsys.readouterr().out)
    assert "1 created, 1 changed, 0 unchanged, 0 refused" in said
    assert list(Standard.objects.values_list("number", "title_zh")) == [("GB/T 36276-2023", "锂离子电池")]
    assert (Activity.objects.count(), OutboxMessage.objects.count()) == before


def test_a_folder_stands_for_its_lists_and_other_tables_are_left_alone(tmp_path: Path, capsys) -> None:
    write(tmp_path / "a.csv", [GOOD])
    write(tmp_path / "b.csv.gz", [{**GOOD, "number": "RFC 1"}])
    write(tmp_path / "c.csv", [{"code": "29", "name": "Electrical engineering"}])
    call_command("import_standards", str(tmp_path))
    assert "c.csv: left alone" in capsys.readouterr().out
    assert Standard.objects.count() == 2


def test_the_same_number_twice_in_one_list_is_refused() -> None:
    reports = run(GOOD, {**GOOD, "number": "gbt 36276-2023", "title_en": "Another"})
    assert outcomes(reports) == ["created", "refused"]
    assert reports[1].reason == "row 1 has the same number"
    assert Standard.objects.get().title_en == "Lithium ion battery"


def test_dates_keep_how_exact_they_are() -> None:
    for text, precision in (("2026-03-03", "day"), ("March 2026", "month"), ("2026", "year"), ("", "year")):
        run({**GOOD, "published_date": text})
        assert Standard.objects.get().published_precision == precision
        Standard.objects.all().delete()


def test_the_command_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", [GOOD])
    with pytest.raises(CommandError, match="no such field: price"):
        call_command("import_standards", str(path), column=["price=number"])
    with pytest.raises(CommandError, match="does not exist"):
        call_command("import_standards", str(tmp_path / "none.csv"))
    assert Standard.objects.count() == 0


@pytest.mark.skipif(
    not DATA.exists(), reason="the lists of other registers lie beside the repository only in development"
)
@pytest.mark.parametrize(
    ("name", "shape", "expected"),
    [
        ("gb_infosec_zh.csv", "hub", {"created": 47}),
        ("rfc_index.csv.gz", "rfc", {"created": 7823}),
        ("web_specs.csv", "web", {"created": 807}),
    ],
)
def test_real_registers_come_in_whole_and_once(name: str, shape: str, expected: dict[str, int]) -> None:
    opener: Any = gzip.open if name.endswith(".gz") else open
    with opener(DATA / name, "rt", encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    profile = profile_of(rows[0].keys())
    assert profile is not None
    assert profile.slug == shape
    begun = time.monotonic()
    first = import_standards(actor=Actor.system(), rows=rows, now=timezone.now(), profile=profile)
    assert time.monotonic() - begun < 100
    assert [r for r in first if r.outcome == "refused"] == []
    assert Counter(outcomes(first)) == expected
    again = import_standards(actor=Actor.system(), rows=rows, now=timezone.now(), profile=profile)
    assert set(outcomes(again)) == {"unchanged"}


def test_one_list_may_not_contradict_the_register_of_another_body() -> None:
    run({"number": "RFC 9110", "title_en": "HTTP Semantics", "status": "internet standard"})
    row = {"shortname": "rfc9110", "title": "HTTP", "organization": "IETF", "standing": "pending", "status": "Draft"}
    web = profile_of([*row, "url"])
    assert web is not None
    row["url"] = "https://www.rfc-editor.org/rfc/rfc9110"
    (report,) = import_standards(actor=Actor.system(), rows=[row], now=timezone.now(), profile=web)
    assert report.fields == ("text_languages", "url")
    made = Standard.objects.get()
    assert (made.title_en, made.status, made.url) == ("HTTP Semantics", "in_force", row["url"])
