"""Which reports somebody may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, QuerySet, When
from django.http import Http404

from hub.accounts.enums import Role
from hub.accounts.queries import has_role
from hub.corrections.enums import CorrectionState
from hub.corrections.models import Correction
from hub.corrections.subjects import subjects_seen_by


def visible_to(user: Any) -> QuerySet[Correction]:
    """Return the reports somebody may see, their own, editors all; with what they may see of the things reported on."""
    reports = Correction.objects.select_related("reported_by", "decided_by").prefetch_related(subjects_seen_by(user))
    if has_role(user, Role.EDITOR):
        return reports
    return reports.filter(reported_by=user) if user.is_authenticated else reports.none()


def get_visible_or_404(user: Any, public_id: str) -> Correction:
    """Return a report somebody may see. Raises Http404."""
    found = visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def list_visible(user: Any) -> QuerySet[Correction]:
    """Return the reports somebody may see: the open ones, then those that were settled, each the newest first."""
    settled = Case(When(state=CorrectionState.OPEN, then=0), default=1)
    return visible_to(user).order_by(settled, "-state_since", "-id")
