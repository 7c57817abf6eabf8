"""Say what waits in the outbox."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.outbox.queries import list_depths


class Command(BaseCommand):
    help = "What waits in the outbox, by queue and kind; exit code 1 when something is parked or waits too long."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long is too long."""
        parser.add_argument("--older-than", type=int, default=600, metavar="SECONDS", help="default: 600")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        form = "{:10} {:28} {:>8} {:>8} {:>8} {:>8} {:>10}"
        self.stdout.write(form.format("queue", "kind", "due", "later", "held", "parked", "oldest"))
        worries = []
        for row in list_depths(now):
            age = (now - row.oldest_due_at).total_seconds() if row.oldest_due_at else 0
            oldest = f"{age:.0f} s" if row.oldest_due_at else "-"
            self.stdout.write(form.format(row.queue, row.kind, row.due, row.later, row.held, row.parked, oldest))
            if row.parked:
                worries.append(f"{row.kind}: {row.parked} parked")
            if age > options["older_than"]:
                worries.append(f"{row.kind}: the oldest waits for {age:.0f} s")
        if worries:
            raise CommandError("; ".join(worries))
