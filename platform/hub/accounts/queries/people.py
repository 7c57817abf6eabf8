"""People by what they are trusted with."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from hub.accounts.models import User
from hub.accounts.standing import grants_in_force


def holders_of(role: str) -> QuerySet[User]:
    """Return the active people who hold a role now."""
    grants = grants_in_force(timezone.now()).filter(role=role)
    return User.objects.filter(role_grants__in=grants, is_active=True).distinct().order_by("id")
