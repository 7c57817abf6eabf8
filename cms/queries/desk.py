"""What waits for an editor or approver at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Page, TaskState, WorkflowState

from cms.enums import TranslationState
from cms.models import NewsIndexPage
from cms.models.approval import is_author
from cms.queries.translations import Pair, pair_all
from hub.common.bilingual import CHINESE

SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    """A page that waits: for whom and since when."""

    page: Page
    person: Any
    since: Any
    comment: str = ""


def waiting_for_approval(user: Any) -> list[Waiting]:
    """Return the pages that this person may approve; not those they wrote."""
    found = []
    for task in TaskState.objects.reviewable_by(user).select_related("workflow_state__requested_by", "revision"):
        page = task.workflow_state.content_object
        if isinstance(page, Page) and not is_author(page.specific, user):
            found.append(Waiting(page, task.workflow_state.requested_by, task.started_at))
    return found[:SHOWN]


def own_pages_in_approval(user: Any, *, returned: bool) -> list[Waiting]:
    """Return what this person submitted: sent back for changes, or still waiting for somebody's decision."""
    status = WorkflowState.STATUS_NEEDS_CHANGES if returned else WorkflowState.STATUS_IN_PROGRESS
    states = WorkflowState.objects.filter(requested_by=user, status=status).select_related("current_task_state")
    found = []
    for state in states.order_by("-created_at")[:SHOWN]:
        task, page = state.current_task_state, state.content_object
        if isinstance(page, Page) and task is not None:
            found.append(Waiting(page, task.finished_by, task.finished_at or task.started_at, task.comment))
    return found


def translations_to_mend() -> list[Pair]:
    """Return the pages whose translation is missing or behind."""
    wanted = {TranslationState.SOURCE_NEWER, TranslationState.NOT_TRANSLATED}
    return [pair for pair in pair_all() if pair.state in wanted][:SHOWN]


def news_lists() -> list[NewsIndexPage]:
    """Return the lists that articles are written in, the one in the person's language first."""
    lists = list(NewsIndexPage.objects.live().select_related("locale"))
    own = get_language() or CHINESE
    return sorted(lists, key=lambda page: page.locale.language_code != own)
