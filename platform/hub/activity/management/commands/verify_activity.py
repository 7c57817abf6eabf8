"""Recompute the chain of acts and say what does not fit."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.activity.verifying import verify_chain


class Command(BaseCommand):
    help = "Recompute the hash chain over all acts; exit code 1, with each place, when anything was changed, removed or cut off."

    def add_arguments(self, parser: CommandParser) -> None:
        """Heads that somebody kept."""
        parser.add_argument(
            "--expect", nargs="*", default=[], metavar="SEQ:HASH", help="heads that an earlier run printed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify_chain(expected=options["expect"])
        self.stdout.write(
            f"{report.links} links, {report.unsealed} acts not sealed yet, {report.erased} with erased data,"
            f" {len(report.breaks)} breaks"
        )
        self.stdout.write(f"head {report.head.replace(' ', ':')}")
        if report.breaks:
            raise CommandError("\n".join(report.breaks))
