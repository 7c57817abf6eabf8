"""Recompute the chain of acts and say what does not fit."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.activity.services import verify_chain


class Command(BaseCommand):
    help = "Recompute the hash chain over all acts; exit code 1 when a sealed act or a link was changed or is missing in between."

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify_chain()
        self.stdout.write(f"{report.links} links, {report.unsealed} acts not sealed yet, {len(report.breaks)} breaks")
        if report.breaks:
            raise CommandError("\n".join(report.breaks))
