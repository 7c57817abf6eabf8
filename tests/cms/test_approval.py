"""Nobody puts their own words on the site."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model

from cms.chores import follow_page_schedule
from cms.models import NewsPage, NotPublishable, OnSite
from cms.services.log import reconcile
from hub.accounts.enums import Role
from hub.activity.models import Activity
from search.models import SearchDocument
from tests.cms.pages import article_form, make_article, news_index, reload, signed_in
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def written_by(role: Role, slug: str = "words") -> tuple[NewsPage, object]:
    """An article that a holder of a role wrote and submitted, and that person's client."""
    desk = signed_in(role)
    url = reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("en").pk])
    desk.post(url, article_form("Words", slug) | {"action-submit": "action-submit"})
    return NewsPage.objects.get(slug=slug), desk


def approve(desk: object, article: NewsPage) -> int:
    state = article.current_workflow_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.current_task_state.pk])
    return int(desk.post(url, {"comment": ""}).status_code)  # type: ignore[attr-defined]


def test_an_approver_does_not_approve_what_they_wrote() -> None:
    article, desk = written_by(Role.APPROVER)
    approve(desk, article)
    assert not reload(article).live
    assert not Activity.objects.filter(verb="page.published").exists()
    approve(signed_in(Role.APPROVER), article)
    assert reload(article).live


def test_the_first_button_of_whoever_is_to_decide_approves() -> None:
    article, desk = written_by(Role.EDITOR)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    footer = signed_in(Role.APPROVER).get(url).content.decode().partition("<footer")[2]
    assert 0 < footer.find('data-workflow-action-name="approve"') < footer.find("action-save")
    assert "data-workflow-action-modal-url" not in footer.partition("</button>")[0]  # the one that asks for no comment
    assert 'data-workflow-action-name="approve"' not in desk.get(url).content.decode()


def test_an_approver_does_not_publish_past_the_approval() -> None:
    desk = signed_in(Role.APPROVER)
    url = reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("en").pk])
    desk.post(url, article_form("Words", "words") | {"action-publish": "action-publish"})
    article = NewsPage.objects.get(slug="words")
    assert not article.live
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert "action-publish" not in desk.get(edit).content.decode()
    desk.post(edit, article_form("Words again", "words") | {"action-publish": "action-publish"})
    assert not reload(article).live


def test_an_approver_does_not_publish_own_words_while_others_wait_or_long_after() -> None:
    article, _desk = written_by(Role.EDITOR)
    other, edit = signed_in(Role.APPROVER), reverse("wagtailadmin_pages:edit", args=[article.pk])
    posted = article_form("Own words", "words") | {"action-publish": "action-publish"}
    other.post(edit, posted)
    assert not reload(article).live
    article, _desk = written_by(Role.EDITOR, "approved")
    approve(signed_in(Role.APPROVER), article)
    assert reload(article).live
    other.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), posted | {"slug": "approved"})
    assert (reload(article).title, reload(article).live) == ("Words", True)


def test_whoever_changes_what_waits_is_its_author_too() -> None:
    article, _desk = written_by(Role.EDITOR)
    person = make_user(roles=(Role.APPROVER,))
    task = article.current_workflow_state.current_task_state.task.specific
    assert task.get_actions(article, person)
    article.save_revision(user=person)
    assert not task.get_actions(reload(article), person)
    with pytest.raises(PermissionDenied):
        task.on_action(article.current_workflow_state.current_task_state, person, "approve")


def test_a_picture_without_words_is_not_published(settings, tmp_path) -> None:
    picture = get_image_model().objects.create(title="Film", file="images/none.png", width=1, height=1)
    bare = {"image": picture, "alt": "", "decorative": False, "caption": "", "credit": ""}
    for wrong in (bare, bare | {"alt": "散热膜"}, bare | {"alt": "A film", "decorative": True}):
        article = make_article("Film", live=False, body=[("image", wrong)])
        with pytest.raises(NotPublishable) as refused:
            article.get_latest_revision().publish()
        assert len(refused.value.reasons) == 1
        assert not reload(article).live
        article.delete()
    for right in (bare | {"alt": "A film"}, bare | {"decorative": True}):
        assert make_article("Film", body=[("image", right)]).live


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_form_names_the_picture_that_lacks_words() -> None:
    desk = signed_in(Role.EDITOR)
    picture = get_image_model().objects.create(title="Film", file="images/none.png", width=1, height=1)
    form = article_form("Film", "film") | {
        "body-count": "1",
        "body-0-type": "image",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-value-image": str(picture.pk),
        "body-0-value-alt": "",
        "body-0-value-caption": "",
        "body-0-value-credit": "",
    }
    url = reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("en").pk])
    answer = desk.post(url, form | {"action-submit": "action-submit"})
    assert "Say what the picture shows" in answer.content.decode()
    assert not NewsPage.objects.filter(slug="film").exists()
    desk.post(url, form)  # a draft may lack it
    assert NewsPage.objects.filter(slug="film", live=False).exists()


def test_the_clock_takes_expired_pages_off() -> None:
    article = make_article("Today only")
    NewsPage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert follow_page_schedule()
    assert not reload(article).live
    assert Activity.objects.get(verb="page.unpublished", subject_id=article.pk).actor_kind == "clock"
    assert SearchDocument.objects.get(key=f"news:{article.translation_key}").is_deleted
    assert not follow_page_schedule()


def test_what_a_crash_kept_from_log_and_search_is_made_good() -> None:
    """Wagtail's own transaction is over, ours never came."""
    later = timezone.now() + timedelta(minutes=5)
    article, gone = make_article("Crash"), make_article("Gone")
    assert reconcile(now=later) == 0
    OnSite.objects.filter(page_id=article.pk).delete()
    SearchDocument.objects.filter(key=f"news:{article.translation_key}").delete()
    NewsPage.objects.filter(pk=gone.pk).update(live=False)
    assert reconcile(now=timezone.now()) == 0  # it may still be under way
    assert reconcile(now=later) == 2
    assert SearchDocument.objects.filter(key=f"news:{article.translation_key}", is_deleted=False).exists()
    assert SearchDocument.objects.get(key=f"news:{gone.translation_key}").is_deleted
    assert Activity.objects.filter(verb="page.published", subject_id=article.pk, actor_kind="clock").count() == 1
    assert Activity.objects.filter(verb="page.unpublished", subject_id=gone.pk, actor_kind="clock").count() == 1
    assert reconcile(now=later) == 0


def test_a_newer_version_that_was_not_noted_is_made_good() -> None:
    article = make_article("Two versions")
    OnSite.objects.filter(page_id=article.pk).update(revision_id=article.live_revision_id - 1)
    assert reconcile(now=timezone.now() + timedelta(minutes=5)) == 1
    assert OnSite.objects.get(page_id=article.pk).revision_id == article.live_revision_id
