"""Demo news: written in Chinese by an editor, twinned in English, approved by an approver, as in real life."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import LogContext
from wagtail.models import Locale

from cms.demo.people import Cast
from cms.demo.texts import NEWS
from cms.demo.workflow import approve
from cms.models import NewsIndexPage, NewsPage
from hub.standards.enums import LinkRole
from hub.standards.queries import find_by_number


def make_news(cast: Cast) -> None:
    """Write, translate, submit and approve the demo news."""
    zh, en = Locale.objects.get(language_code="zh-hans"), Locale.objects.get(language_code="en")
    index = NewsIndexPage.objects.get(locale=zh)
    for slug, title_zh, title_en, intro_zh, intro_en, body_zh, body_en, number in NEWS:
        page = NewsPage(
            title=title_zh,
            slug=slug,
            introduction=intro_zh,
            body=_body(body_zh),
            locale=zh,
            live=False,
            owner=cast.users["editor"],
        )
        with LogContext(user=cast.users["editor"]):
            index.add_child(instance=page)
        standard = find_by_number(number) if number else None
        if standard:
            page.standard_links.create(standard=standard, role=LinkRole.BACKGROUND)
            page.save()
        page.save_revision(user=cast.users["editor"])
        twin = page.copy_for_translation(en)
        twin.title, twin.introduction, twin.body = title_en, intro_en, _body(body_en)
        for one in (page, twin):
            approve(one, cast)


def _body(paragraphs: list[str]) -> list[tuple[str, Any]]:
    return [("paragraph", f"<p>{text}</p>") for text in paragraphs]
