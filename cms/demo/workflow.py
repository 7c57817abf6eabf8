"""How demo pages are approved: submitted by the editor, approved by the approver."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import LogContext

from cms.demo.people import Cast


def approve(page: Any, cast: Cast) -> None:
    """Submit a page and approve it, each as the person whose act it is."""
    with LogContext(user=cast.users["editor"]):
        page.save_revision(user=cast.users["editor"])
        state = page.get_workflow().start(page, cast.users["editor"])
    with LogContext(user=cast.users["approver"]):
        step = state.current_task_state
        step.task.specific.on_action(step, cast.users["approver"], "approve")
