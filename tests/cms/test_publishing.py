"""Who publishes, and what publishing writes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from cms.chores import follow_page_schedule
from cms.models import NewsPage
from hub.accounts.enums import Role
from hub.activity.models import Activity
from hub.activity.words import word_for
from hub.outbox.models import OutboxMessage
from hub.outbox.services import drain
from search.models import SearchDocument
from tests.cms.pages import article_form, make_article, news_index, reload, signed_in
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def acts_on(page: Page) -> list[tuple[str, str]]:
    """Return verb and kind of author of the acts on a page."""
    return list(
        Activity.objects.filter(subject_id=page.pk, verb__startswith="page.")
        .order_by("id")
        .values_list("verb", "actor_kind")
    )


def document_of(page: Page) -> SearchDocument:
    """Return the search row of an article."""
    return SearchDocument.objects.get(key=f"news:{page.translation_key}")


def test_publishing_writes_log_and_search() -> None:
    article = make_article("石墨烯散热膜", language="zh-hans")
    assert acts_on(article) == [("page.published", "system")]
    row = document_of(article)
    assert (row.title_zh, row.title_en, row.audiences, row.source_lang) == ("石墨烯散热膜", "", ["public"], "zh")
    assert "Graphene films" in row.body_zh


def test_draft_is_not_in_the_search() -> None:
    article = make_article("Draft", live=False)
    assert not SearchDocument.objects.filter(key=f"news:{article.translation_key}").exists()


def test_unpublishing_and_deleting_take_it_out() -> None:
    gone, deleted = make_article("Gone"), make_article("Deleted")
    gone.unpublish()
    assert document_of(gone).is_deleted
    key = f"news:{deleted.translation_key}"
    deleted.delete()
    assert SearchDocument.objects.get(key=key).is_deleted
    assert ("page.unpublished", "system") in acts_on(gone)


def test_editor_cannot_publish() -> None:
    desk = signed_in(Role.EDITOR)
    url = reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("en").pk])
    desk.post(url, article_form("Sneaked in", "sneaked-in") | {"action-publish": "action-publish"})
    article = NewsPage.objects.get(slug="sneaked-in")
    assert not article.live
    desk.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        article_form("Again", "sneaked-in") | {"action-publish": "action-publish"},
    )
    assert not reload(article).live
    assert [verb for verb, _kind in acts_on(article)] == ["page.created"]
    assert not SearchDocument.objects.filter(type="news").exists()


def submit(article_title: str, slug: str) -> tuple[NewsPage, WorkflowState]:
    """Let an editor write an article and submit it."""
    desk = signed_in(Role.EDITOR)
    url = reverse("wagtailadmin_pages:add", args=["cms", "newspage", news_index("en").pk])
    desk.post(url, article_form(article_title, slug) | {"action-submit": "action-submit"})
    article = NewsPage.objects.get(slug=slug)
    return article, article.current_workflow_state


def decide(article: NewsPage, state: WorkflowState, action: str, comment: str = "") -> None:
    """Let an approver decide."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, action, state.current_task_state.pk])
    signed_in(Role.APPROVER).post(url, {"comment": comment})


def test_approval_publishes_as_the_approvers_act() -> None:
    waiting = make_user(roles=(Role.APPROVER,))
    article, state = submit("Review opens", "review-opens")
    assert not article.live
    decide(article, state, "approve")
    assert reload(article).live
    verbs = [verb for verb, _kind in acts_on(article)]
    assert sorted(verbs) == ["page.approved", "page.created", "page.published", "page.submitted"]
    published = Activity.objects.get(verb="page.published", subject_id=article.pk)
    assert published.actor_user is not None
    assert published.actor_user != article.owner
    assert word_for("page.published") == "published the page"
    keys = set(OutboxMessage.objects.filter(queue="mail").values_list("payload__to", flat=True))
    assert {waiting.email, article.owner.email} <= keys


def test_mails_leave_by_the_outbox_alone() -> None:
    make_user(roles=(Role.APPROVER,))
    article, state = submit("Review opens", "review-opens")
    decide(article, state, "reject", "The date is wrong.")
    assert mail.outbox == []
    drain("mail")
    subjects = sorted(message.subject for message in mail.outbox)
    assert subjects == ["Changes needed: Review opens", "Waiting for your approval: Review opens"]
    assert "The date is wrong." in next(m.body for m in mail.outbox if m.subject.startswith("Changes"))
    assert not reload(article).live
    assert ("page.rejected", "person") in acts_on(article)


def test_resubmission_is_announced_again() -> None:
    make_user(roles=(Role.APPROVER,))
    article, state = submit("Review opens", "review-opens")
    decide(article, state, "reject", "The date is wrong.")
    state.refresh_from_db()
    state.resume(user=article.owner)
    waiting = OutboxMessage.objects.filter(payload__kind="page_submitted")
    assert waiting.count() == len({m.key for m in waiting}) >= 2


def test_the_clock_publishes_what_was_scheduled() -> None:
    article = make_article("Tomorrow", live=False)
    article.go_live_at = timezone.now() + timedelta(seconds=1)
    article.save_revision(approved_go_live_at=timezone.now() - timedelta(seconds=1))
    NewsPage.objects.filter(pk=article.pk).update(go_live_at=timezone.now() - timedelta(seconds=1))
    assert follow_page_schedule()
    assert ("page.published", "clock") in acts_on(article)
    assert not follow_page_schedule()


def test_new_address_reaches_the_search() -> None:
    article = make_article("Old address")
    version = document_of(article).version
    article.slug = "new-address"
    article.save_revision().publish()
    assert document_of(article).version >= version
    assert reload(article).url == "/en/news/new-address/"
