"""Demo pages of every type: written in Chinese, twinned in English, approved by a second person, as in real life."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.log_actions import LogContext
from wagtail.models import Locale

from cms.demo.page_texts import DOCUMENT, NAMES, PEOPLE, REGULATION
from cms.demo.people import Cast
from cms.demo.workflow import approve
from cms.digests import sha256_of
from cms.models import (
    Article,
    DocumentPage,
    DocumentVersion,
    FormerVersion,
    LibraryPage,
    PeoplePage,
    PersonPage,
    RegulationPage,
)


def make_pages(cast: Cast) -> None:
    """Write the demo regulation, document and people."""
    zh, en = Locale.objects.get(language_code="zh-hans"), Locale.objects.get(language_code="en")
    library, people = LibraryPage.objects.get(locale=zh), PeoplePage.objects.get(locale=zh)
    _publish_twins(cast, library, en, _regulation(zh), _english_regulation)
    _publish_twins(cast, library, en, _document(zh), _english_document)
    for row in PEOPLE:
        name_zh, name_en, group, contact, chinese, english = row
        words = dict(zip(("role", "organisation", "introduction"), chinese, strict=True))
        person = PersonPage(
            title=name_zh or name_en,
            slug=NAMES[name_en],
            locale=zh,
            live=False,
            name_zh=name_zh,
            name_en=name_en,
            group=group,
            contact_email=contact,
            **words,
        )
        _publish_twins(
            cast, people, en, person, lambda twin, words=english, name=name_en: _english_person(twin, words, name)
        )


def _publish_twins(cast: Cast, parent: Any, en: Locale, page: Any, translate: Any) -> None:
    page.owner = cast.users["editor"]
    with LogContext(user=cast.users["editor"]):
        parent.add_child(instance=page)
        page.save_revision(user=cast.users["editor"])
    twin = page.copy_for_translation(en)
    translate(twin)
    for one in (page, twin):
        approve(one, cast)


def _regulation(zh: Locale) -> RegulationPage:
    words = REGULATION["zh"]
    page = RegulationPage(
        title=words["title"],
        slug="transfer-rules",
        locale=zh,
        live=False,
        number="ZSA-R-2026-01",
        version="2",
        effective_date=datetime.date(2026, 3, 1),
        introduction=words["introduction"],
        consultation=words["consultation"],
    )
    page.articles = [
        Article(number=str(number), title=title, text=text, sort_order=number)
        for number, (title, text) in enumerate(words["articles"], start=1)
    ]
    former = FormerVersion(version="1", effective_date=datetime.date(2025, 1, 1), changes=words["changes"])
    page.former_versions = [former]
    return page


def _english_regulation(twin: RegulationPage) -> None:
    words = REGULATION["en"]
    twin.title, twin.introduction, twin.consultation = words["title"], words["introduction"], words["consultation"]
    articles = list(twin.articles.all())
    for article, (title, text) in zip(articles, words["articles"], strict=True):
        article.title, article.text = title, text
    versions = list(twin.former_versions.all())
    versions[0].changes = words["changes"]
    twin.articles, twin.former_versions = articles, versions


def _document(zh: Locale) -> DocumentPage:
    words = DOCUMENT["zh"]
    page = DocumentPage(
        title=words["title"],
        slug="listing-checklist",
        locale=zh,
        live=False,
        kind="form",
        number="ZSA-F-07",
        introduction=words["introduction"],
    )
    versions = []
    for order, (version, language, day, name, text) in enumerate(DOCUMENT["files"]):
        file = get_document_model().objects.create(
            title=name, file=ContentFile(text.encode(), name=f"checklist-{language}-{version}.txt")
        )
        file.get_file_size()  # fills the column
        versions.append(
            DocumentVersion(
                version=version,
                language=language,
                document=file,
                effective_date=datetime.date.fromisoformat(day),
                sha256=sha256_of(file),
                sort_order=order,
            )
        )
    page.versions = versions
    return page


def _english_document(twin: DocumentPage) -> None:
    twin.title, twin.introduction = DOCUMENT["en"]["title"], DOCUMENT["en"]["introduction"]


def _english_person(twin: PersonPage, words: tuple[str, str, str], name: str) -> None:
    twin.title = name
    twin.role, twin.organisation, twin.introduction = words
