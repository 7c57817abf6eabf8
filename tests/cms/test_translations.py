"""How pages stand to their twins, and who says that a translation is up to date."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.enums import TranslationState
from cms.models import NewsPage, TranslationMark
from cms.queries.translations import pair_all, pair_of
from cms.services.translations import NoTranslation, confirm_translation
from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.common.actors import Actor
from tests.cms.pages import make_article, reload, signed_in

pytestmark = pytest.mark.django_db
REPORT_QUERIES = 10


def twins(title: str = "散热膜") -> tuple[NewsPage, NewsPage]:
    """A published Chinese article and its published English twin."""
    source = make_article(title, language="zh-hans")
    target = source.copy_for_translation(Locale.objects.get(language_code="en"))
    target.title = f"{title} in English"
    target.save_revision().publish()
    return reload(source), reload(target)


def state_of(page: Page) -> str:
    pair = pair_of(page)
    assert pair is not None
    return pair.state


def change(page: NewsPage, introduction: str) -> NewsPage:
    page = reload(page)
    page.introduction = introduction
    page.save_revision().publish()
    found: NewsPage = reload(page)
    return found


def test_an_article_goes_through_every_state() -> None:
    source = make_article("散热膜", language="zh-hans")
    assert state_of(source) == TranslationState.NOT_TRANSLATED
    target = source.copy_for_translation(Locale.objects.get(language_code="en"))
    assert state_of(source) == state_of(target) == TranslationState.IN_WORK
    target.save_revision().publish()
    assert state_of(source) == TranslationState.UP_TO_DATE
    change(source, "新的说法。")
    assert state_of(target) == TranslationState.SOURCE_NEWER
    confirm_translation(page=reload(target), actor=Actor.system(), now=timezone.now())
    assert state_of(target) == TranslationState.UP_TO_DATE


def test_publishing_the_same_words_again_makes_no_work() -> None:
    source, target = twins()
    reload(source).save_revision().publish()
    assert state_of(target) == TranslationState.UP_TO_DATE


def test_a_change_of_the_translation_leaves_the_source_alone() -> None:
    source, target = twins()
    change(target, "Better words.")
    assert state_of(source) == TranslationState.UP_TO_DATE


def test_the_source_of_a_pair_is_the_page_that_was_copied() -> None:
    english = make_article("Film")
    chinese = english.copy_for_translation(Locale.objects.get(language_code="zh-hans"))
    pair = pair_of(chinese)
    assert pair is not None
    assert (pair.source.pk, pair.target and pair.target.pk) == (english.pk, chinese.pk)


def test_of_pages_without_a_record_chinese_is_the_source_and_dates_decide() -> None:
    pairs = [pair for pair in pair_all() if pair.source.slug == "about"]
    (pair,) = pairs
    assert pair.source.locale.language_code == "zh-hans"
    assert pair.state == TranslationState.UP_TO_DATE
    Page.objects.filter(pk=pair.source.pk).update(last_published_at=timezone.now() + timedelta(minutes=1))
    assert state_of(pair.source) == TranslationState.SOURCE_NEWER


def test_only_a_translation_can_be_confirmed() -> None:
    source, _target = twins()
    before = Activity.objects.count()
    with pytest.raises(NoTranslation):
        confirm_translation(page=source, actor=Actor.system(), now=timezone.now())
    assert not TranslationMark.objects.filter(page_id=source.pk).exists()
    assert Activity.objects.count() == before


def test_an_editor_reads_what_changed_and_says_that_it_is_done() -> None:
    source, target = twins()
    change(source, "厚度减半。")
    desk = signed_in(Role.EDITOR)
    url = reverse("cms-translation", args=[target.pk])
    text = desk.get(url).content.decode()
    assert "厚度减半" in text
    assert "Source changed on" in text
    assert '<span class="deletion">' in text
    assert state_of(target) == TranslationState.SOURCE_NEWER
    answer = desk.post(url)
    assert (answer.status_code, answer["Location"]) == (302, url)
    assert state_of(target) == TranslationState.UP_TO_DATE
    act = Activity.objects.get(verb="page.translation_confirmed")
    assert act.subject_id == target.pk
    assert "Source changed on" not in desk.get(url).content.decode()


def test_the_editor_shows_the_source_beside_the_fields() -> None:
    source, target = twins()
    change(source, "厚度减半。")
    desk = signed_in(Role.EDITOR)
    text = desk.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    assert 'data-side-panel="translation"' in text
    assert "厚度减半" in text
    assert "source newer" in text


def test_what_the_copy_still_says_in_the_language_of_the_source_is_named() -> None:
    source = make_article("散热膜", language="zh-hans", introduction="石墨烯薄膜把热量带走。")
    copy = source.copy_for_translation(Locale.objects.get(language_code="en"))
    copy.introduction = "Graphene films carry heat away."
    copy.save_revision()
    answer = signed_in(Role.EDITOR).get(reverse("cms-translation", args=[copy.pk]))
    assert [row.label for row in answer.context["rows"] if row.is_untranslated] == ["Text"]  # names and dates may stay
    assert "not translated yet" in answer.content.decode()


def test_both_titles_stand_beside_each_other() -> None:
    source, target = twins()
    source.title = "更薄的膜"
    source.save_revision().publish()
    answer = signed_in(Role.EDITOR).get(reverse("cms-translation", args=[target.pk]))
    first = answer.context["rows"][0]
    assert (first.label, str(first.target)) == ("Title", f"<p>{target.title}</p>")
    assert "更薄的膜" in str(first.source)
    assert "addition" in str(first.change)


def test_one_button_makes_the_copy_for_the_other_language() -> None:
    article, desk = make_article("散热膜", language="zh-hans"), signed_in(Role.EDITOR)
    url = reverse("simple_translation:submit_page_translation", args=[article.pk])
    text = desk.get(url).content.decode()
    assert "Make the English copy" in text
    assert 'type="checkbox"' not in text[text.index("hub-translate") :]
    locale = Locale.objects.get(language_code="en")
    assert f'name="locales" value="{locale.pk}"' in text
    copy_url = desk.post(url, {"locales": [locale.pk]})["Location"]
    twin = article.get_translations().get()
    assert (twin.locale, twin.live) == (locale, False)
    assert str(twin.pk) in copy_url


def test_the_report_counts_and_filters(django_assert_num_queries: Any) -> None:
    source, target = twins("甲")
    change(source, "变了。")
    make_article("Alone")
    desk = signed_in(Role.EDITOR)
    url = reverse("cms-translations")
    text = desk.get(url).content.decode()
    assert "source newer (1)" in text
    assert "not translated (1)" in text
    filtered = desk.get(url, {"state": "not-translated"}).content.decode()
    assert "Alone" in filtered
    assert target.title not in filtered
    for number in range(8):
        make_article(f"More {number}")
    with django_assert_num_queries(REPORT_QUERIES):
        desk.get(url)


def test_the_lists_of_pages_say_how_each_stands() -> None:
    _source, target = twins()
    parent = target.get_parent()
    text = signed_in(Role.EDITOR).get(reverse("wagtailadmin_explore", args=[parent.pk])).content.decode()
    assert "up to date" in text
    assert reverse("cms-translation", args=[target.pk]) in text


@pytest.mark.parametrize("name", ["cms-translations", "cms-translation"])
def test_strangers_stay_out(name: str) -> None:
    _source, target = twins()
    url = reverse(name, args=[target.pk] if name == "cms-translation" else [])
    assert signed_in().get(url).status_code == 302
    assert signed_in().post(url).status_code == 302
    assert not Activity.objects.filter(verb="page.translation_confirmed").exists()
