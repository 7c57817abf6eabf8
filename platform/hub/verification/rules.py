"""Who somebody is towards a verification case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import MemberRole, Role
from hub.accounts.queries import admins_of, belongs_to, has_role
from hub.accounts.standing import administers, memberships_of
from hub.workflow.machine import Who


def is_applicant(case: Any, user: Any) -> bool:
    """Whether somebody administers the organisation that applies."""
    return administers(user, case.organisation_id)


def is_verifier(case: Any, user: Any) -> bool:
    """Whether somebody verifies organisations, and does not belong to this one."""
    return has_role(user, Role.VERIFIER) and not belongs_to(user, case.organisation_id)


def is_checker(case: Any, user: Any) -> bool:
    """Whether somebody is the verifier who checks this case."""
    return is_verifier(case, user) and case.checker_id == user.pk


def is_decider(case: Any, user: Any) -> bool:
    """Whether somebody is a verifier who did not check this case: nobody decides on their own check."""
    return is_verifier(case, user) and case.checker_id != user.pk


def _own(user: Any) -> Q | None:
    mine = [m.organisation_id for m in memberships_of(user) if m.role == MemberRole.ADMIN]
    return Q(organisation__in=mine) if mine else None


def _others(user: Any) -> Q | None:
    if not has_role(user, Role.VERIFIER):
        return None
    return ~Q(organisation__in=[m.organisation_id for m in memberships_of(user)])


def _checked_by(user: Any) -> Q | None:
    others = _others(user)
    return None if others is None else others & Q(checker=user)


def _to_decide(user: Any) -> Q | None:
    others = _others(user)
    return None if others is None else others & ~Q(checker=user)


def _admins(case: Any) -> Iterable[Any]:
    return admins_of(case.organisation_id)


APPLICANT = Who("applicant", _("administrators of the organisation"), is_applicant, _own, _admins)
VERIFIER = Who("verifier", _("verifiers of other organisations"), is_verifier, _others)
CHECKER = Who("checker", _("the verifier who checks it"), is_checker, _checked_by)
DECIDER = Who("decider", _("a second verifier, not the one who checked"), is_decider, _to_decide)
