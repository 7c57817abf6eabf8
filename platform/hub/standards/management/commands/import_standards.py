"""Import a list of standards from a CSV file, gzipped or not."""

import csv
import gzip
import itertools
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.common.actors import Actor
from hub.standards.services.importing import COLUMNS, import_standards


class Command(BaseCommand):
    help = "Import standards from CSV (a header row; UTF-8). Idempotent; every row that is refused is listed with its reason."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=NAME",
            help=f"which column fills a field ({', '.join(COLUMNS)})",
        )
        parser.add_argument("--limit", type=int, help="read at most this many rows")

    def handle(self, *args: Any, file: Path, column: list[str], limit: int | None, **options: Any) -> None:
        columns = dict(pair.partition("=")[::2] for pair in column)
        if unknown := set(columns) - set(COLUMNS):
            raise CommandError(f"no such field: {', '.join(sorted(unknown))}")
        if not file.exists():
            raise CommandError(f"{file} does not exist")
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rt", encoding="utf-8-sig", newline="") as lines:
            rows = itertools.islice(csv.DictReader(lines), limit)
            reports = import_standards(actor=Actor.system(), rows=rows, columns=columns, now=timezone.now())
        for report in reports:
            if report.outcome == "refused":
                self.stdout.write(f"row {report.row} {report.number or '(no number)'}: {report.reason}")
        counts = Counter(r.outcome for r in reports)
        self.stdout.write(
            f"{len(reports)} rows: "
            + ", ".join(f"{counts[o]} {o}" for o in ("created", "updated", "unchanged", "refused"))
        )
