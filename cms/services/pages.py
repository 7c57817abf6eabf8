"""What editors' acts cause: rows in the log and in the search, and word to those who wait."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.authorship import by_the_clock
from cms.models import NewsPage, OnSite
from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.accounts.queries import holders_of
from hub.activity.services import record
from hub.common.actors import Actor
from hub.notifications.services import notify
from search.services import index


def note_act(*, actor: Actor, page: Page, verb: str, now: datetime) -> None:
    """Write one act on a page into the log; slug and language tell twins apart."""
    with transaction.atomic():
        data = {"slug": page.slug, "language": page.locale.language_code}
        record(actor=actor, verb=f"page.{verb}", subject=page, data=data, now=now)


def page_went_public(*, actor: Actor, page: Page, now: datetime) -> None:
    """A page is on the site, for the first time or changed: log it; articles can be found."""
    with transaction.atomic():
        note_act(actor=actor, page=page, verb="published", now=now)
        OnSite.objects.update_or_create(
            page_id=page.pk, defaults={"revision_id": page.live_revision_id, "noted_at": now}
        )
        if isinstance(page, NewsPage):
            index(page)


def page_left_public(*, actor: Actor, page: Page, now: datetime) -> None:
    """A page was taken off the site (before deletion too): log it; an article is found by its twin alone, or no more."""
    with transaction.atomic():
        note_act(actor=actor, page=page, verb="unpublished", now=now)
        OnSite.objects.filter(page_id=page.pk).delete()
        if isinstance(page, NewsPage):
            index(page)


def addresses_changed(*, page: Page) -> None:
    """A page moved or has another slug: the articles at and below it have other addresses in the search."""
    with transaction.atomic():
        for article in NewsPage.objects.descendant_of(page, inclusive=True).live():
            index(article)


def tell_approvers(*, task: TaskState, actor: Actor, now: datetime) -> None:
    """Tell everybody who may approve that a page waits for them, once for each time it is submitted."""
    with transaction.atomic():
        for approver in holders_of(Role.APPROVER):
            if approver != actor.user:
                _tell("page_submitted", task, approver, now)


def tell_author(*, state: WorkflowState, actor: Actor, approved: bool, now: datetime) -> None:
    """Tell the person who submitted a page what was decided, unless they decided it themselves."""
    author, task = state.requested_by, state.current_task_state
    if task is not None and author is not None and author.is_active and author != actor.user:
        with transaction.atomic():
            _tell("page_approved" if approved else "page_rejected", task, author, now)


def _tell(kind: str, task: TaskState, reader: User, now: datetime) -> None:
    state = task.workflow_state
    page = task.revision.as_object()
    context: dict[str, object] = {
        "page": page,
        "author": state.requested_by,
        "comment": task.comment,
        "edit_path": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "public_path": page.get_url() or "",
    }
    notify(kind=kind, reader=reader, subject=page, context=context, key=f"{kind}:{task.pk}", now=now)


def run_page_schedule(*, now: datetime) -> bool:
    """Publish and withdraw the pages whose hour has come, as acts of the clock; return whether there were any."""
    due = bool(
        Page.objects.filter(live=True, expire_at__lt=now).exists()
        or Revision.objects.filter(approved_go_live_at__lt=now).exists()
    )
    if due:
        with by_the_clock():
            call_command("publish_scheduled", verbosity=0)
    return due
