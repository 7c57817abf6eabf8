"""What the editor's button offers: approval by name of the act, not of the workflow."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem


class SubmitForApproval(SubmitForModerationMenuItem):
    """Wagtail's own act under a label that reads in both languages; Wagtail puts the stored name of the workflow into it."""

    label = _("Submit for approval")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Keep the label where Wagtail would name the workflow or its task."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": self.label}


def decision_first(items: list[Any]) -> list[Any]:
    """Return the editor's acts with approval in front, where the person may approve: Wagtail's button offers the first."""
    return sorted(
        items, key=lambda item: item.name != "approve"
    )  # of the two approvals, the one without a comment stands first


def in_own_words(items: list[Any]) -> list[Any]:
    """Return the editor's acts with ours in place of Wagtail's submission, where it stands."""
    return [SubmitForApproval(item.order) if item.name == SubmitForApproval.name else item for item in items]
