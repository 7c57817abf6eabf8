"""Give a role from the command line: the first of each role has nobody to grant it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.accounts.enums import Role
from hub.accounts.models import User
from hub.accounts.models.people import email_key
from hub.accounts.services.roles import grant_role
from hub.common.actors import Actor


class Command(BaseCommand):
    help = "Grant a role to a person, by e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=Role.values)

    def handle(self, *args: Any, email: str, role: str, **options: Any) -> None:
        user = User.objects.filter(email_key=email_key(email)).first()
        if user is None:
            raise CommandError(f"nobody has the address {email}")
        grant_role(actor=Actor.system(), user=user, role=Role(role), now=timezone.now())
        self.stdout.write(f"{user} now holds the role {role}")
