"""Write docs/roles.md from the table of roles; with --check only tell whether it is stale."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from hub.accounts.enums import Role
from hub.accounts.role_table import STANDINGS, TABLE, RoleRule

INTRO = """# Roles

Written by `manage.py role_docs` from `hub/accounts/role_table.py`; a test fails when it is stale.

A role is proposed on the desk “Roles” (`/en/desk/roles/`) with a reason and a last day. Where two people are needed, a second
one confirms: neither the proposer nor whoever receives the role. Whoever proposes or confirms a role may also take it back,
alone and at once; holders may lay theirs down. A proposal that nobody confirmed lapses after two weeks, a role ends with its last
day. Every step is in the activity log, the holder is told. Superusers hold every role. The first of each comes from the operator:
`manage.py grant_role person@example.org superuser`, recorded as an act of the system.

| role | what for | proposed by | confirmed by | at most |
|---|---|---|---|---|
"""
WITHOUT = """
## What people are without a role

| who | what for | how it comes about | how it ends |
|---|---|---|---|
"""


def page() -> str:
    """Return the page as the table says it, in English."""
    with translation.override("en"):
        rows = "".join(_row(TABLE[role]) for role in Role)
        plain = "".join(f"| {s.label} | {s.purpose} | {s.given_by} | {s.until} |\n" for s in STANDINGS)
    return INTRO + rows + WITHOUT + plain


def _row(rule: RoleRule) -> str:
    first = ", ".join(str(role.label) for role in rule.proposers)
    second = ", ".join(str(role.label) for role in rule.confirmers) or "one person is enough"
    return f"| {rule.role.label} | {rule.purpose} | {first} | {second} | {rule.longest_days} days |\n"


class Command(BaseCommand):
    help = "Write docs/roles.md from the table of roles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "roles.md"
        if not check:
            path.write_text(page())
        elif path.read_text() != page():
            raise CommandError("docs/roles.md is stale: run manage.py role_docs")
