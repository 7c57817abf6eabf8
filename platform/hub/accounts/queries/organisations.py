"""Organisations: which somebody may see, and who belongs to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from hub.accounts.enums import JoinState, MemberRole
from hub.accounts.models import Invitation, JoinRequest, Membership, Organisation, User
from hub.accounts.rules import is_person
from hub.accounts.standing import administers, belongs_to, memberships_of
from hub.vocabularies.names import name_key


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


def get_with_members_or_404(user: Any, public_id: str) -> Organisation:
    """Return an organisation with `members_count`, the number of active people who act for it. Raises Http404."""
    active = Count("memberships", filter=Q(memberships__user__is_active=True))
    return get_object_or_404(visible_to(user).annotate(members_count=active), public_id=public_id)


def get_own_or_404(user: Any, public_id: str) -> Organisation:
    """Return an organisation that the person belongs to. Raises Http404."""
    organisation = get_visible_or_404(user, public_id)
    if not belongs_to(user, organisation.pk):
        raise Http404
    return organisation


def admins_of(organisation_id: int) -> QuerySet[User]:
    """Return the active administrators of an organisation."""
    held = Membership.objects.filter(organisation_id=organisation_id, role=MemberRole.ADMIN)
    return User.objects.filter(memberships__in=held, is_active=True).order_by("id")


def list_memberships(organisation: Organisation) -> QuerySet[Membership]:
    """Return the members of an organisation with their people, administrators first, then by when they joined."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    return rows.order_by("role", "joined_at", "id")


def list_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations of an organisation, newest first."""
    return Invitation.objects.filter(organisation=organisation).select_related("invited_by").order_by("-sent_at", "-id")


def get_invitation_or_404(user: Any, organisation: Organisation, public_id: str) -> Invitation:
    """Return an invitation of an organisation that the person administers. Raises Http404."""
    if not administers(user, organisation.pk):
        raise Http404
    return get_object_or_404(Invitation, organisation=organisation, public_id=public_id)


def invitation_by_hash(token_hash: str) -> Invitation | None:
    """Return the invitation whose link has this hash, with its organisation."""
    rows = Invitation.objects.filter(token_hash=token_hash)
    return rows.select_related("organisation", "invited_by").first()


def list_join_requests(organisation: Organisation) -> QuerySet[JoinRequest]:
    """Return the requests that wait for an answer of the organisation, oldest first."""
    waiting = JoinRequest.objects.filter(organisation=organisation, state=JoinState.ASKED)
    return waiting.select_related("user", "organisation").order_by("created_at", "id")


def open_join_request(user: Any, organisation: Organisation) -> JoinRequest | None:
    """Return a person's open request to join an organisation."""
    if not user.is_authenticated:
        return None
    return JoinRequest.objects.filter(organisation=organisation, user=user, state=JoinState.ASKED).first()


def join_requests_visible_to(user: Any) -> QuerySet[JoinRequest]:
    """Return the requests that a person made, and those that organisations of theirs may answer."""
    if not is_person(user):
        return JoinRequest.objects.none()
    answered_by_me = [m.organisation_id for m in memberships_of(user) if m.role == MemberRole.ADMIN]
    seen = JoinRequest.objects.filter(Q(user=user) | Q(organisation__in=answered_by_me))
    return seen.select_related("organisation", "user")


def get_join_request_or_404(user: Any, public_id: str) -> JoinRequest:
    """Return a request to the person who made it and to the organisation's administrators. Raises Http404."""
    return get_object_or_404(join_requests_visible_to(user), public_id=public_id)


def similar_organisations(
    *, name_en: str, name_zh: str, identifier: tuple[str, str, str] | None = None, limit: int = 5
) -> list[Organisation]:
    """Return organisations that are likely the same: by a register's number (scheme, country, value) or by a name that
    differs in width, case, spaces or legal form only.
    """
    keys = {key for key in (name_key(name_en), name_key(name_zh)) if key}
    same = Q(name_key_en__in=keys) | Q(name_key_zh__in=keys)
    if identifier:
        scheme, country, value = identifier
        same |= Q(identifiers__scheme=scheme, identifiers__country=country, identifiers__value=value)
    return list(Organisation.objects.filter(same).distinct().order_by("-verification_level", "id")[:limit])
