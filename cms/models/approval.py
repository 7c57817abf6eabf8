"""Approval by a second person: nobody approves what they wrote or submitted themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, PagePermissionTester, TaskState, WorkflowState


def is_author(page: Page, user: Any) -> bool:
    """Whether somebody wrote the newest version of a page or submitted it for approval."""
    state = latest_approval(page)
    open_states = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_APPROVED)
    submitted = state is not None and state.status in open_states and state.requested_by_id == user.pk
    revision = page.latest_revision
    return submitted or (revision is not None and revision.user_id == user.pk)


def latest_approval(page: Page) -> WorkflowState | None:
    """Return the newest run of the page through approval, whatever became of it."""
    found: WorkflowState | None = page.workflow_states.order_by("-created_at", "-id").first() if page.pk else None
    return found


# The page whose approval is being carried out. Approving publishes, and nothing else does: Wagtail's editor would save what
# an approver typed and publish that.
_being_approved: ContextVar[int | None] = ContextVar("cms_page_being_approved", default=None)


@contextmanager
def _approving(page: Any) -> Iterator[None]:
    token = _being_approved.set(page.pk)
    try:
        yield
    finally:
        _being_approved.reset(token)


class SecondPersonTask(AbstractGroupApprovalTask):
    """Approval by members of groups other than the author. Superusers stand in where there is nobody else."""

    class Meta:
        verbose_name = _("Approval by a second person")
        verbose_name_plural = _("Approvals by a second person")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Offer the author nothing to decide, and nobody to approve what may not be published."""
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if not user.is_superuser and is_author(obj, user):
            return []
        blocked = bool(obj.get_latest_revision_as_object().obstacles()) if hasattr(obj, "obstacles") else False
        return [action for action in actions if action[0] != "approve" or not blocked]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **options: Any) -> None:
        """Act. Raises PermissionDenied where the act was not on offer."""
        obj = task_state.workflow_state.content_object
        if action_name not in {name for name, _label, _modal in self.get_actions(obj, user)}:
            raise PermissionDenied
        with _approving(obj):
            super().on_action(task_state, user, action_name, **options)

    @classmethod
    def get_description(cls) -> Any:
        """Say in the workflow's settings what the step does."""
        return _("A member of the chosen groups approves, but never the author.")


class SecondPersonPermissions(PagePermissionTester):
    """What somebody may do with a page: publishing is what approval does, and no way past it."""

    def has_publish(self) -> bool:
        """Whether the person's groups may publish at all."""
        return bool(self.user.is_superuser or "publish" in self.permissions)

    def can_publish(self) -> bool:
        """Whether this person may publish the page now: only by approving it, which asks for a second person."""
        if not super().can_publish():
            return False
        return bool(self.user.is_superuser or _being_approved.get() == self.page.pk)

    def can_publish_subpage(self) -> bool:
        """Whether a new page may be published at once."""
        return bool(self.user.is_superuser and super().can_publish_subpage())

    def can_unschedule(self) -> bool:
        """Whether a planned version may be taken back."""
        return self.has_publish()

    def can_set_view_restrictions(self) -> bool:
        """No page of ours is private."""
        return False
