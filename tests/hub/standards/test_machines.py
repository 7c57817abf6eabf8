"""What machines read: Atom, JSON, CSV, BibTeX, schema.org."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.common.actors import Actor
from hub.outbox.services import drain
from hub.standards.models import Standard
from hub.standards.services.importing import import_standards
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def body_of(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


def titles(client, path: str) -> list[str]:
    feed = ElementTree.fromstring(client.get(path).content)  # noqa: S314 - our own feed
    return [entry.findtext(f"{ATOM}title", "") for entry in feed.iter(f"{ATOM}entry")]


def test_feeds_tell_of_all_of_one_field_and_of_one_standard(client) -> None:
    make_standard("GB/T 1-2020", ics="29.220")
    make_standard("GB/T 2-2020", ics="35.240")
    assert len(titles(client, "/en/standards/feed/")) == 2
    assert titles(client, "/en/standards/ics/29/feed/") == ["GB/T 1-2020 Test method for cells: imported the standard"]
    assert titles(client, "/zh-hans/standards/gb-t-2-2020/feed/") == ["GB/T 2-2020 电池试验方法: 导入了标准"]
    assert client.get("/en/standards/ics/99/feed/").status_code == 404
    assert client.get("/en/standards/gb-t-9-2020/feed/").status_code == 404


def test_a_feed_leaves_out_what_xml_cannot_hold(client) -> None:
    made = make_standard("GB/T 1-2020")
    Standard.objects.filter(pk=made.pk).update(title_en="Dry\x0belectrodes\x02")
    for path in ("feed/", "ics/29/feed/", "gb-t-1-2020/feed/"):
        assert client.get(f"/en/standards/{path}").status_code == 200
    assert titles(client, "/en/standards/feed/") == ["GB/T 1-2020 Dry electrodes: imported the standard"]


def test_a_feed_is_not_sent_again_until_something_happens(client) -> None:
    make_standard("GB/T 1-2020")
    first = client.get("/en/standards/feed/")
    known = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get("/en/standards/feed/", **known).status_code == 304
    assert client.get("/zh-hans/standards/feed/", **known).status_code == 200
    make_standard("GB/T 1-2020", status="废止")
    again = client.get("/en/standards/feed/", **known)
    assert again.status_code == 200
    assert "Status: In force → Withdrawn" in again.content.decode()


def test_what_goes_out_comes_in_again_unchanged(client) -> None:
    make_standard("ISO 9001:2015")
    make_standard(
        "GB/T 19001-2016", ics="03.120.10, 03.100", adopts="ISO 9001:2015 (IDT)", cites="ISO 9000:2015; GB/T 2",
        status="现行", published_date="2016-12", implemented_date="2017-07-01", text_languages="zh", abstract_zh="范围。",
        abstract_en="- first\n- second", machine_translated="title_en", url="https://std.example/1",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(body_of(client.get("/api/standards.csv")), newline="")))
    assert {row["number"] for row in rows} == {"ISO 9001:2015", "GB/T 19001-2016"}
    reports = import_standards(actor=Actor.system(), rows=rows, now=timezone.now())
    assert [r.outcome for r in reports] == ["unchanged", "unchanged"]
    Standard.objects.filter(number="ISO 9001:2015").update(title_en="Changed")
    assert {r.outcome for r in import_standards(actor=Actor.system(), rows=rows, now=timezone.now())} == {
        "changed",
        "unchanged",
    }


def test_the_export_takes_the_filters_of_the_page(client) -> None:
    make_standard("GB/T 1-2020", ics="29.220")
    make_standard("GB/T 2-2020", ics="35.240", title_en="Cloud computing", title_zh="云计算")
    drain("search")
    found = json.loads(body_of(client.get("/api/standards.json?ics=29")))
    assert [s["number"] for s in found["standards"]] == ["GB/T 1-2020"]
    found = json.loads(body_of(client.get("/api/standards.json?q=cloud")))
    assert [s["number"] for s in found["standards"]] == ["GB/T 2-2020"]
    assert json.loads(body_of(client.get("/api/standards.json?q=zebra"))) == {"standards": []}
    page = client.get("/en/standards/?ics=29&page=1").content.decode()
    assert "/api/standards.csv?ics=29" in page


@pytest.mark.parametrize(("more", "numbers"), [("", ["GB/T 3-2020"]), ("&translated=no", [])])
def test_the_export_leaves_out_what_the_page_leaves_out(client, more: str, numbers: list[str]) -> None:
    make_standard("GB/T 3-2020", title_en="Cloud computing", title_zh="", abstract_zh="")
    drain("search")
    found = json.loads(body_of(client.get(f"/api/standards.json?q=云计算{more}")))
    assert [s["number"] for s in found["standards"]] == numbers


def test_a_long_list_costs_as_many_queries_as_a_short_one(client) -> None:
    counts = []
    for more in (1, 19):
        for _n in range(more):
            make_standard()
        with CaptureQueriesContext(connection) as queries:
            body_of(client.get("/api/standards.csv"))
        counts.append(len(queries))
    assert counts == [2, 2]


def test_one_standard_for_machines(client) -> None:
    make_standard("GB/T 1-2020", replaces="GB/T 1-2010", title_en='Cells & "batteries" 100%')
    found = client.get("/api/standards/gb-t-1-2020.json").json()
    assert (found["id"], found["relations"]) == ("gb-t-1-2020", {"replaces": ["GB/T 1-2010"]})
    assert found["pages"]["zh-hans"].endswith("/zh-hans/standards/gb-t-1-2020/")
    assert "GB/T 1-2020" in body_of(client.get("/api/standards/gb-t-1-2020.csv"))
    bib = body_of(client.get("/api/standards/gb-t-1-2020.bib"))
    assert "number = {GB/T 1-2020}" in bib
    assert r"Cells \& " in bib
    assert r"100\%" in bib
    for kind in ("json", "csv", "bib"):
        assert client.get(f"/api/standards/nothing.{kind}").status_code == 404


def test_the_page_describes_itself_and_lets_nothing_out_of_its_script(client) -> None:
    make_standard("GB/T 1-2020", title_en="</script><script>alert(1)</script>", ics="29.220")
    page = client.get("/en/standards/gb-t-1-2020/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    data = json.loads(found[1])
    assert (data["@type"], data["identifier"], data["datePublished"]) == ("TechArticle", "GB/T 1-2020", "2020")
    assert data["about"][0]["termCode"] == "29.220"
    assert data["name"][0]["@value"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in page


def test_formulas_do_not_reach_a_spreadsheet(client) -> None:
    make_standard("GB/T 1-2020", title_en='=HYPERLINK("http://x")')
    assert "'=HYPERLINK" in body_of(client.get("/api/standards.csv"))
