"""Organisations: which somebody may see, and who belongs to them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from hub.accounts.models import Organisation, User


def members_of(organisation_id: int) -> QuerySet[User]:
    """Return the active people of an organisation."""
    return User.objects.filter(memberships__organisation_id=organisation_id, is_active=True).order_by("id")


def visible_to(user: Any) -> QuerySet[Organisation]:
    """Return the organisations somebody may see: their public page is for everyone."""
    return Organisation.objects.all()


def get_visible_or_404(user: Any, public_id: str) -> Organisation:
    """Return an organisation by its public id. Raises Http404."""
    return get_object_or_404(visible_to(user), public_id=public_id)


def count_organisations() -> int:
    """Return how many organisations are registered."""
    return Organisation.objects.count()


def list_organisations(user: Any) -> QuerySet[Organisation]:
    """Return the organisations somebody may see, the best known first."""
    return visible_to(user).order_by("-verification_level", "created_at", "id")
