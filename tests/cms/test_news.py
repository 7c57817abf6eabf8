"""The list of news, its feed, and articles."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from hub.accounts.enums import Role
from hub.standards.linked import by_kind, count_linked
from tests.cms.pages import make_article, name_standard, signed_in
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LIST_QUERIES = 12


@pytest.mark.parametrize("count", [1, 20])
def test_list_takes_the_same_queries_at_any_length(client: Client, django_assert_num_queries, count: int) -> None:
    standard = make_standard()
    for number in range(count):
        name_standard(make_article(f"Article {number}"), standard)
    reader = signed_in()
    reader.get("/en/news/")
    with django_assert_num_queries(LIST_QUERIES):
        text = reader.get("/en/news/").content.decode()
    assert text.count('<article class="item') == count
    assert standard.number in text


def test_list_shows_newest_first_in_pages(client: Client) -> None:
    for number in range(23):
        make_article(f"Article {number:02d}")
    first, second = (client.get(f"/en/news/?p={p}").content.decode() for p in (1, 2))
    assert first.index("Article 22") < first.index("Article 21")
    assert "Article 02" not in first
    assert "Article 02" in second
    assert 'href="?p=2"' in first
    assert "23 articles" in first
    assert client.get("/en/news/?p=nonsense").status_code == 200


def test_languages_do_not_mix(client: Client) -> None:
    make_article("中文新闻", language="zh-hans")
    assert "中文新闻" not in client.get("/en/news/").content.decode()
    assert "中文新闻" in client.get("/zh-hans/news/").content.decode()


def test_feed_is_atom_with_absolute_links(client: Client) -> None:
    make_article("标准 <公示> & 意见", language="zh-hans")
    make_article("草稿", language="zh-hans", live=False)
    response = client.get("/zh-hans/news/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)  # noqa: S314 - our own feed
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "标准 <公示> & 意见"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href", "").startswith("http://testserver/zh-hans/news/")
    assert entry.findtext(f"{ATOM}updated")


def test_feed_leaves_out_what_xml_cannot_hold(client: Client) -> None:
    make_article("Dry\x0belectrodes", introduction="One\x02 two.")
    feed = client.get("/en/news/feed/")
    assert feed.status_code == 200
    assert "<title>Dry electrodes</title>" in feed.content.decode()


def test_article_names_its_standards_and_listing(client: Client) -> None:
    standard = make_standard("T/ZSA 31-2026")
    article = make_article("Review opens", listing_url="http://localhost:8000/en/technology/abc/")
    name_standard(article, standard, clause="6.2")
    text = client.get(article.url).content.decode()
    assert "T/ZSA 31-2026" in text
    assert reverse("standard", args=[standard.slug]) in text
    assert 'href="http://localhost:8000/en/technology/abc/"' in text
    assert 'aria-current="page">Review opens' in text


def test_standards_page_lists_published_articles_only() -> None:
    standard = make_standard()
    name_standard(make_article("Published"), standard)
    name_standard(make_article("Draft", live=False), standard)
    (news,) = (kind for kind, n in by_kind(count_linked(standard, None)) if kind.slug == "news" and n == 1)
    (row,) = news.rows(news.links(standard, None))
    assert (row.title, row.lang, row.url) == ("Published", "en", "/en/news/published/")


def test_an_article_in_both_languages_that_names_several_clauses_is_one_entry() -> None:
    standard, article = make_standard(), make_article("Opens")
    twin = article.copy_for_translation(Locale.objects.get(language_code="zh-hans"))
    twin.save_revision().publish()
    for page in (article, twin):
        for clause in ("5", "6.2"):
            name_standard(page, standard, clause=clause)
    for language, lang in (("en", "en"), ("zh-hans", "zh-Hans")):
        with translation.override(language):
            (news,) = (kind for kind, n in by_kind(count_linked(standard, None)) if kind.slug == "news" and n == 1)
            assert [(row.lang, row.clause) for row in news.rows(news.links(standard, None))] == [(lang, "5")]


@pytest.mark.parametrize("tab", ["", "news/"])
def test_articles_are_read_in_one_query_more(tab: str) -> None:
    standard = make_standard()
    client, counts = signed_in(), []
    for more in (0, 1, 19):
        for number in range(more):
            name_standard(make_article(f"Article {more} {number}"), standard)
        client.get(f"/en/standards/{standard.slug}/{tab}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/standards/{standard.slug}/{tab}").status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2] <= counts[0] + 1
    assert counts[2] <= 10


# Wagtail leaves the spooled file of a picture's smaller copy to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_article_shows_headings_pictures_and_quotations(client: Client, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = get_image_model().objects.create(title="Film", file=get_test_image_file())
    body = [
        ("heading", "Results"),
        ("image", {"image": picture, "alt": "A film on a chip", "caption": "The film."}),
        ("quote", {"text": "It works.", "source": "The laboratory"}),
    ]
    text = client.get(make_article("Results", body=body).url).content.decode()
    assert "<h2>Results</h2>" in text
    assert 'alt="A film on a chip"' in text
    assert "<blockquote><p>It works.</p></blockquote>" in text


def test_editor_previews_a_draft_in_its_own_language() -> None:
    article = make_article("草稿", language="zh-hans", live=False)
    name_standard(article, make_standard())
    desk = signed_in(Role.EDITOR)
    text = desk.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk])).content.decode()
    assert '<html lang="zh-Hans"' in text
    assert "草稿" in text


@pytest.mark.django_db
def test_pictures_that_editors_placed_are_served_and_nothing_else_of_the_folder(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    root = Path(settings.MEDIA_ROOT)
    for name in ("images/placed.png", "documents/minutes.pdf"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"content")
    shown = client.get("/media/images/placed.png")
    assert (shown.status_code, b"".join(shown.streaming_content)) == (200, b"content")
    assert client.get("/media/documents/minutes.pdf").status_code == 404
    assert client.get("/media/images/../documents/minutes.pdf").status_code == 400
