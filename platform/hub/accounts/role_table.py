"""Who may be trusted with what, and who gives that trust: the table of roles as data (architecture, 3b).

`manage.py role_docs` writes it into docs/roles.md; the desk, the workflow of grants and the tests read it from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role


@dataclass(frozen=True)
class RoleRule:
    """One role: what it is for, who proposes it, whether a second person confirms (`confirmers` not empty), how long at most (days)."""

    role: Role
    purpose: str | Promise
    proposers: tuple[Role, ...]
    confirmers: tuple[Role, ...]
    longest_days: int

    @property
    def persons(self) -> int:
        """How many people it takes to give the role."""
        return 2 if self.confirmers else 1


SECOND = (Role.SUPERUSER, Role.AUDITOR)
TABLE: dict[str, RoleRule] = {
    rule.role: rule
    for rule in (
        RoleRule(Role.VERIFIER, _("Checks the evidence of organisations"), (Role.SUPERUSER,), SECOND, 365),
        RoleRule(Role.REVIEWER, _("Scores listings and applications"), (Role.SUPERUSER, Role.PUBLISHER), (), 365),
        RoleRule(Role.PUBLISHER, _("Decides what is published"), (Role.SUPERUSER,), SECOND, 365),
        RoleRule(Role.EDITOR, _("Writes pages and news"), (Role.SUPERUSER, Role.APPROVER), (), 365),
        RoleRule(Role.APPROVER, _("Approves pages and news"), (Role.SUPERUSER,), SECOND, 365),
        RoleRule(Role.MODERATOR, _("Answers complaints about content"), (Role.SUPERUSER,), (), 365),
        RoleRule(Role.TREASURER, _("Confirms payments and refunds"), (Role.SUPERUSER,), SECOND, 365),
        RoleRule(Role.AUDITOR, _("Reads the activity log, confirms roles"), (Role.SUPERUSER,), SECOND, 730),
        RoleRule(Role.SUPERUSER, _("Runs the installation, holds every role"), (Role.SUPERUSER,), SECOND, 180),
    )
}


@dataclass(frozen=True)
class Standing:
    """What somebody is without a grant: how it comes about and how it ends."""

    slug: str
    label: str | Promise
    purpose: str | Promise
    given_by: str | Promise
    until: str | Promise


STANDINGS = (
    Standing(
        "person",
        _("Person"),
        _("Has an account with a confirmed e-mail address"),
        _("Oneself, by entering the code sent to the address"),
        _("The account is erased"),
    ),
    Standing(
        "member",
        _("Member of an organisation"),
        _("Acts for the organisation"),
        _("An administrator of the organisation invites, the person accepts"),
        _("The person leaves or an administrator removes them"),
    ),
    Standing(
        "admin",
        _("Administrator of an organisation"),
        _("Invites members, edits the organisation, asks for verification"),
        _("Whoever registers the organisation; later another administrator"),
        _("Another administrator changes it; the last one cannot leave"),
    ),
)
DESK = tuple(sorted({role for rule in TABLE.values() for role in (*rule.proposers, *rule.confirmers)}))
