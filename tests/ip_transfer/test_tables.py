"""Listings as tables: a dry run with errors by row and column, drafts in one go and once, downloads without formulas."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from hub.activity.models import Activity
from ip_transfer.forms.tables import COLUMNS, labels, read_heading
from ip_transfer.models import ImportBatch, TransferListing
from ip_transfer.tabular import UnreadableTable, read_table, write_table
from tests.factories.accounts import admin_of, make_member, make_organisation, signed_in
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
CANARY = "zanzibar-7741"


def table(*rows: list[str], head: tuple[str, ...] = ("key", "title_en", "number", "kind", "negotiation")) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([head, *rows])
    return buffer.getvalue().encode()


def send(client: Any, content: bytes, name: str = "list.csv") -> Any:
    return client.post("/en/technology/mine/import/", {"table": SimpleUploadedFile(name, content)})


ROWS = (
    ["A", "Coating line", "CN 115602795 B", "invention", CANARY],
    ["B", "Bad number", "CN 9", "Patent for invention", ""],
    ["C", "Know-how of drying", "", "专有技术", ""],
    ["D", "Same number", "cn115602795b", "invention", ""],
)


def test_a_table_is_judged_row_by_row_and_nothing_is_listed_before_it_is_applied() -> None:
    organisation = make_organisation()
    client = signed_in(admin_of(organisation))
    answer = send(client, table(*ROWS))
    batch = ImportBatch.objects.get()
    assert answer["Location"] == f"/en/technology/mine/import/{batch.public_id}/"
    assert [row["outcome"] for row in batch.rows] == ["new", "wrong", "new", "twice"]
    assert list(batch.rows[1]["errors"]) == ["number"]
    page = client.get(answer["Location"]).content.decode()
    assert "Publication or registration number:" in page
    assert TransferListing.objects.count() == 0
    for _time in range(2):
        client.post(answer["Location"])
    assert set(TransferListing.objects.values_list("import_key", "state")) == {("A", "draft"), ("C", "draft")}
    assert TransferListing.objects.get(import_key="A").confidential.negotiation == CANARY
    assert Activity.objects.filter(verb="listing.imported").count() == 1
    report = client.get(f"{answer['Location']}report/").content.decode("utf-8-sig")
    assert "Has errors" in report
    again = send(client, table(*ROWS))
    assert [row["outcome"] for row in ImportBatch.objects.latest("id").rows] == ["known", "wrong", "known", "twice"]
    client.post(again["Location"])
    assert TransferListing.objects.count() == 2


def test_a_table_is_its_organisations_alone() -> None:
    organisation = make_organisation()
    send(signed_in(make_member(organisation)), table(*ROWS))
    batch = ImportBatch.objects.get()
    outsider = signed_in(admin_of(make_organisation()))
    for path in ("", "report/"):
        answer = outsider.get(f"/en/technology/mine/import/{batch.public_id}/{path}")
        assert (answer.status_code, CANARY in answer.content.decode()) == (404, False)
    assert outsider.post(f"/en/technology/mine/import/{batch.public_id}/").status_code == 404
    assert TransferListing.objects.count() == 0


def test_a_row_brings_its_standards() -> None:
    standard = make_standard()
    client = signed_in(admin_of(make_organisation()))
    rows = [["A", "Line", "know_how", f"{standard.number} | 实施 | 6.2"], ["B", "Line two", "know_how", "XX 99"]]
    answer = send(client, table(*rows, head=("key", "title_en", "kind", "standards")))
    assert [row["outcome"] for row in ImportBatch.objects.get().rows][1] == "wrong"
    client.post(answer["Location"])
    links = TransferListing.objects.get(import_key="A").standard_links.values_list("standard__number", "role", "clause")
    assert list(links) == [(standard.number, "implements", "6.2")]


def test_a_row_that_names_one_clause_of_a_standard_twice_is_wrong() -> None:
    number = make_standard().number
    rows = [["A", "Line", "know_how", f"{number} | 实施 | 6.2; {number} | 需要 | 6.2"]]
    send(signed_in(admin_of(make_organisation())), table(*rows, head=("key", "title_en", "kind", "standards")))
    (row,) = ImportBatch.objects.get().rows
    assert (row["outcome"], list(row["errors"])) == ("wrong", ["standards"])


def test_an_amount_that_does_not_belong_to_its_kind_of_price_is_wrong_in_a_table() -> None:
    rows = [["A", "Line", "know_how", "on_request", "99", ""], ["B", "Two", "know_how", "royalty", "", "5"]]
    head = ("key", "title_en", "kind", "price_kind", "price", "price_max")
    send(signed_in(admin_of(make_organisation())), table(*rows, head=head))
    found = [(row["outcome"], sorted(row["errors"])) for row in ImportBatch.objects.get().rows]
    assert found == [("wrong", ["price_kind"]), ("wrong", ["price_max", "royalty"])]


def test_the_very_same_tie_twice_in_a_row_is_one() -> None:
    number = make_standard().number
    rows = [["A", "Line", "know_how", f"{number} | 实施 | 6.2; {number} | implements | 6.2"]]
    send(signed_in(admin_of(make_organisation())), table(*rows, head=("key", "title_en", "kind", "standards")))
    (row,) = ImportBatch.objects.get().rows
    assert (row["outcome"], len(row["cleaned"]["standards"])) == ("new", 1)


def test_many_standards_in_a_table_are_looked_up_once_each_and_not_without_end(
    django_assert_max_num_queries: Any,
) -> None:
    number, head = make_standard().number, ("key", "title_en", "kind", "standards")
    client = signed_in(admin_of(make_organisation()))
    unknown = "; ".join(f"XX {n}" for n in range(20))
    rows = [[str(n), f"Line {n}", "know_how", unknown] for n in range(8)]
    rows += [[str(n), f"Line {n}", "know_how", f"{number} | implements | {n}"] for n in range(8, 12)]
    with django_assert_max_num_queries(100):
        send(client, table(*rows, ["Z", "Line Z", "know_how", "; ".join([number] * 21)], head=head))
    *read, last = ImportBatch.objects.get().rows
    assert [row["outcome"] for row in read] == ["wrong"] * 8 + ["new"] * 4
    assert {len(row["errors"]["standards"]) for row in read[:8]} == {5}
    assert last["errors"]["standards"] == ["A row names at most 20 standards."]


def test_what_was_downloaded_is_known_when_it_comes_back() -> None:
    organisation = make_organisation()
    right = {"kind": "know_how", "office": "", "number": "", "legal_status": "unregistered"}
    make_listing(organisation, asset=right, title_en="Drying recipe")
    client = signed_in(admin_of(organisation))
    send(client, client.get("/en/technology/mine/export/csv/").content)
    (row,) = ImportBatch.objects.get().rows
    assert (row["outcome"], row["errors"]) == ("known", {})


def test_a_wrong_row_takes_no_key_and_no_number_from_the_row_that_mends_it() -> None:
    wrong, right = ["A", "", "CN 115602795 B", "invention", ""], ["A", "Line", "CN 115602795 B", "invention", ""]
    send(signed_in(admin_of(make_organisation())), table(wrong, right))
    assert [row["outcome"] for row in ImportBatch.objects.get().rows] == ["wrong", "new"]


def test_rows_are_numbered_as_the_file_numbers_them() -> None:
    rows = (
        ["", "", "", "", ""],
        ["A", "Line", "", "know_how", ""],
        ["", "", "", "", ""],
        ["B", "Line two", "", "know_how", ""],
    )
    send(signed_in(admin_of(make_organisation())), table(*rows))
    assert [row["place"] for row in ImportBatch.objects.get().rows] == [3, 5]


@pytest.mark.parametrize("last_line", [700, 5001])
def test_no_row_of_a_workbook_is_cut_off_in_silence(last_line: int) -> None:
    book = Workbook()
    book.active.append(["title_en"])
    book.active.cell(2, 1, "First")
    book.active.cell(last_line, 1, "Last")
    buffer = io.BytesIO()
    book.save(buffer)
    if last_line > 5000:
        with pytest.raises(UnreadableTable):
            read_table(buffer.getvalue())
    else:
        assert [line.place for line in read_table(buffer.getvalue())] == [1, 2, 700]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_column_is_known_by_its_name_and_by_its_words(language: str) -> None:
    assert read_heading(COLUMNS) == list(COLUMNS)
    assert read_heading([labels(language)[name].upper() for name in COLUMNS]) == list(COLUMNS)


def hostile() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * (50 * 1024 * 1024))
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"title_en\n", b"\x00\x01\x02", b"PK\x03\x04nonsense", b"a,b\n1,2\n", b"title_en,Title in English\nx,y\n",
     b"title_en\n" + b"x\n" * 501, b"x" * 3_000_000, hostile()],
    ids=["empty", "heading only", "binary", "broken zip", "no title", "column twice", "too many rows", "too large", "zip bomb"],
)  # fmt: skip
def test_what_is_no_table_is_refused_beside_the_field(content: bytes) -> None:
    answer = send(signed_in(admin_of(make_organisation())), content)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["table"]
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_can_come_in_again_and_is_no_formula(kind: Any) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "plain", "两行\n文字"]
    content = write_table(kind, [["title_en"] * len(evil), evil], "Technology")
    assert read_table(content)[1].cells == evil
    if kind == "csv":
        assert "'=1+1" in content.decode("utf-8-sig")
    else:
        cells = next(iter(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2)))
        assert {cell.data_type for cell in cells} == {"s"}


def test_a_workbook_leaves_out_what_it_cannot_hold() -> None:
    content = write_table("xlsx", [["title"], ["Dry\x0belectrodes\x02"]], "x")
    assert [line.cells for line in read_table(content)] == [["title"], ["Dry\nelectrodes"]]


def test_a_workbook_is_read_with_its_days_and_numbers() -> None:
    book = Workbook()
    book.active.append(["title_en", "trl"])
    book.active.append(["Line", 7.0])
    buffer = io.BytesIO()
    book.save(buffer)
    assert [line.cells for line in read_table(buffer.getvalue())] == [["title_en", "trl"], ["Line", "7"]]
    with pytest.raises(UnreadableTable):
        read_table(buffer.getvalue()[:200])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_template_is_a_table_that_we_take(kind: str, language: str) -> None:
    make_standard("T/ZSA 12-2026")
    client = signed_in(admin_of(make_organisation()))
    content = client.get(f"/{language}/technology/mine/import/template/{kind}/").content
    send(client, content, f"template.{kind}")
    (row,) = ImportBatch.objects.get().rows
    assert (row["outcome"], row["errors"]) == ("new", {})


def test_a_download_holds_ones_own_and_the_confidential_columns_only_when_asked_for() -> None:
    organisation = make_organisation()
    mine = make_listing(organisation, title_en="=cmd()", confidential={"details": CANARY})
    make_listing(title_en="Of somebody else")
    client = signed_in(make_member(organisation))
    plain = client.get("/en/technology/mine/export/csv/").content.decode("utf-8-sig")
    assert "'=cmd()" in plain
    assert mine.asset.number in plain
    assert "Of somebody else" not in plain
    assert CANARY not in plain
    full = client.get("/en/technology/mine/export/csv/?confidential=1").content.decode("utf-8-sig")
    assert CANARY in full
    data = list(Activity.objects.filter(verb="listing.exported").order_by("id").values_list("data", flat=True))
    assert [entry["confidential"] for entry in data] == [False, True]
    outsider = signed_in(admin_of(make_organisation()))
    assert CANARY not in outsider.get("/en/technology/mine/export/csv/?confidential=1").content.decode("utf-8-sig")


def test_the_dry_run_shows_titles_in_the_readers_language_and_each_error_on_its_own_line() -> None:
    client = signed_in(admin_of(make_organisation()))
    content = "title_zh,title_en,kind,number,standards\n甲,First,invention,CN 12,XYZ 9\n乙,,know_how,,\n"
    where = send(client, content.encode())["Location"]
    rows = client.get(where).context["rows"].rows
    assert [(row.drawn[0].text, row.drawn[0].lang) for row in rows] == [("First", ""), ("乙", "zh-Hans")]
    assert len(str(rows[0].drawn[3].text).splitlines()) == 2
    assert [row.drawn[0].text for row in client.get(where.replace("/en/", "/zh-hans/")).context["rows"].rows] == [
        "甲",
        "乙",
    ]
