"""What we translate of Wagtail is still what Wagtail says, and editors read it in good Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wagtail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from cms import library_words
from hub.accounts.enums import Role
from tests.cms.pages import signed_in

pytestmark = pytest.mark.django_db


def said() -> set[str]:
    """Return every English text of Wagtail's catalogues."""
    found: set[str] = set()
    for path in Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"):
        for block in path.read_text().split("\n\n"):
            text = re.search(r'^msgid ((?:".*"\n?)+)', block, re.M)
            if text:
                found.add("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text[1])).replace('\\"', '"'))
    return found


def test_the_words_are_still_the_librarys() -> None:
    assert set(library_words.WAGTAIL_WORDS) - said() == set()
    assert "Referenced %(count)s time" in said()


def test_they_are_chinese_for_chinese_editors() -> None:
    with translation.override("zh-hans"):
        untranslated = [word for word in library_words.WAGTAIL_WORDS if gettext(word) == word]
        assert untranslated == []
        assert gettext("Pages") == "页面"


def test_the_first_page_of_the_desk_says_where_to_begin_and_nothing_idle() -> None:
    text = signed_in(Role.EDITOR).get(reverse("wagtailadmin_home")).content.decode()
    main = text[text.index("<h1") :]
    assert main.count("<h1") == 1
    assert "Write a news article in English" in main
    assert reverse("account-home") in main
    assert "editor guide" not in main
    assert 'class="w-summary"' not in main


@pytest.mark.parametrize("name", ["cms-translations", "cms-links"])
def test_rooms_of_ours_have_one_heading(name: str) -> None:
    assert signed_in(Role.EDITOR).get(reverse(name)).content.decode().count("<h1") == 1
