"""What machines read: the map, robots.txt, cards, feeds, JSON-LD, Open Graph, redirects."""

import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from cms import cards
from cms.models import ContentPage, LandingPage
from hub.common.languages import OTHER
from tests.cms.pages import home, make_article, make_person, reload
from tests.factories.accounts import make_organisation
from tests.factories.standards import make_listing, make_standard

pytestmark = pytest.mark.django_db
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CANARY = "zanzibar"


def mapped(client: Client, section: str) -> dict[str, dict[str, str]]:
    """Address -> language -> address, of one file of the map."""
    tree = ET.fromstring(client.get(f"/sitemap-{section}-1.xml").content)  # noqa: S314 - our own
    found = {}
    for url in tree.findall("s:url", NS):
        links = {link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", NS)}
        found[url.findtext("s:loc", "", NS)] = links
    return found


def test_the_index_names_every_section(client: Client) -> None:
    tree = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    files = [loc.text or "" for loc in tree.iter(f"{{{NS['s']}}}loc")]
    assert len(files) == 4
    assert all(client.get(file).status_code == 200 for file in files)


def test_pages_name_their_twins_in_both_directions(client: Client) -> None:
    pages = mapped(client, "pages")
    en, zh = "http://testserver/en/about/", "http://testserver/zh-hans/about/"
    assert pages[en] == pages[zh] == {"en": en, "zh-Hans": zh, "x-default": en}
    only = make_article("独此一篇", language="zh-hans")
    url = f"http://testserver{only.url}"
    assert mapped(client, "pages")[url] == {"zh-Hans": url, "x-default": url}


def test_nothing_private_is_on_the_map(client: Client) -> None:
    owner = make_organisation()
    draft = make_listing(owner, title_en=CANARY)
    shown = make_listing(owner, state="published")
    standard = make_standard()
    hidden = make_article(CANARY, live=False)
    found = "".join(
        client.get(f"/sitemap-{name}-1.xml").content.decode() for name in ("pages", "technology", "standards")
    )
    assert shown.public_id in found
    assert standard.slug in found
    assert draft.public_id not in found
    assert hidden.slug not in found
    assert CANARY not in found


@pytest.mark.parametrize("path", ["/sitemap-pages-2.xml", "/sitemap-secrets-1.xml", "/sitemap-pages-0.xml"])
def test_a_file_of_the_map_that_is_none(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_robots_may_not_enter_the_desk(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_a_feed_of_one_category(client: Client) -> None:
    make_article("About standards", category="standards")
    make_article("About events", category="events")
    text = client.get("/en/news/feed/standards/").content.decode()
    assert "About standards" in text
    assert "About events" not in text
    assert client.get("/en/news/feed/nonsense/").status_code == 404
    page = client.get("/en/news/?category=events").content.decode()
    assert "About events" in page
    assert "About standards" not in page
    assert 'href="/en/news/feed/events/"' in page


def test_a_feed_that_did_not_change_is_not_sent_again(client: Client) -> None:
    article = make_article("News")
    first = client.get("/en/news/feed/")
    again = client.get("/en/news/feed/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    article.introduction = "Changed."
    article.save_revision().publish()
    assert client.get("/en/news/feed/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def graph_of(client: Client, url: str) -> list[dict]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(url).content.decode(), re.S)
    assert found
    data = json.loads(found[1])
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def test_json_ld_says_what_a_page_is_and_where_it_stands(client: Client) -> None:
    article = make_article('Quotes " and </script> tags')
    news, crumbs = graph_of(client, article.url)
    assert news["@type"] == "NewsArticle"
    assert news["headline"] == article.title
    assert news["publisher"]["@type"] == "Organization"
    assert [entry["name"] for entry in crumbs["itemListElement"]] == ["Home", "News", article.title]
    assert all(entry["item"].startswith("http://testserver/") for entry in crumbs["itemListElement"])
    kinds = [part["@type"] for part in graph_of(client, "/en/")]
    assert kinds == ["WebPage", "Organization", "WebSite"]


def test_json_ld_of_a_person_holds_no_address(client: Client) -> None:
    person = make_person("ada-byron", contact_email="ada@secret.example", name_zh="阿达")
    text = client.get(person.url).content.decode()
    assert "secret.example" not in text
    assert graph_of(client, person.url)[0]["mainEntity"]["alternateName"] == ["阿达"]


def test_sharing_has_title_picture_and_address(client: Client) -> None:
    article = make_article("Shared")
    text = client.get(article.url).content.decode()
    assert '<meta property="og:title" content="Shared">' in text
    assert '<meta property="og:locale" content="en_GB">' in text
    assert '<meta property="og:locale:alternate" content="zh_CN">' in text
    found = re.search(r'property="og:image" content="([^"]+)"', text)
    assert found
    card = client.get(found[1])
    assert card["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(card.content)).size == (1200, 630)


def test_a_card_of_a_draft_is_not_there(client: Client) -> None:
    assert client.get(reverse("page-card", args=[make_article("Draft", live=False).pk])).status_code == 404


def test_a_machine_without_a_chinese_font_draws_a_wordless_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "font_file", lambda chinese: None)
    assert cards.draw_card("散热膜", "中关村标准化") == cards.draw_card("电池", "中关村标准化")
    assert cards.draw_card("Films", "ZSA Hub") != cards.draw_card("Cells", "ZSA Hub")


def test_a_new_slug_leaves_a_redirect(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    article = make_article("Old address")
    old = article.url
    article.slug = "new-address"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    assert Redirect.objects.exists()
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, reload(article).url)


@pytest.mark.parametrize("language", list(OTHER))
def test_services_that_do_not_exist_say_so_and_lead_nowhere(client: Client, language: str) -> None:
    for page in LandingPage.objects.filter(locale=Locale.objects.get(language_code=language)):
        text = client.get(page.url).content.decode()
        main = text[text.index("<main") :]
        waiting = page.service in {"funding", "tasks", "incubator"}
        assert (("not open yet" in main) or ("尚未开放" in main)) == waiting
        for path in re.findall(r'href="(/[^"#]*)"', main):
            assert client.get(path).status_code in {200, 302}, path


def test_the_menu_of_the_footer_is_the_editors(client: Client) -> None:
    page = ContentPage.objects.get(slug="about", locale=home("en").locale)
    assert 'href="/en/people/"' in client.get("/en/").content.decode()
    page.get_parent().get_children().get(slug="people").specific.unpublish()
    text = client.get("/en/").content.decode()
    assert 'href="/en/people/"' not in text
    assert 'href="/en/about/"' in text
