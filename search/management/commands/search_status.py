"""Say how far the engines follow the search documents."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from search.following import lags


class Command(BaseCommand):
    help = "How far each engine follows the search documents, as JSON; exit code 1 when one is silent, not built or too late."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long is too late."""
        parser.add_argument("--older-than", type=int, default=600, metavar="SECONDS", help="default: 600")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one object for each engine, the one that answers first first."""
        now, found, worries = timezone.now(), [], []
        for lag in lags():
            age = round((now - lag.oldest_at).total_seconds()) if lag.oldest_at else 0
            found.append({**asdict(lag), "oldest_seconds": age})
            if not lag.answers:
                worries.append(f"{lag.engine} does not answer")
            elif not lag.built:
                worries.append(f"{lag.engine} has no index")
            elif lag.held < lag.documents and not lag.waiting:
                worries.append(f"{lag.engine} holds {lag.held} of {lag.documents} documents")
            if age > options["older_than"]:
                worries.append(f"{lag.engine} is {age} s behind")
            if lag.parked:
                worries.append(f"{lag.engine}: {lag.parked} updates parked")
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, indent=2))
        if worries:
            raise CommandError("; ".join(worries))
