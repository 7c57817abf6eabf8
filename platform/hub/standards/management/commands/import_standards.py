"""Import lists of standards from CSV files, gzipped or not."""

import csv
import gzip
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.common.actors import Actor
from hub.standards.profiles import COLUMNS, HUB, profile_of
from hub.standards.services.importing import OUTCOMES, RowReport, import_standards, report_csv

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


class Command(BaseCommand):
    help = (
        "Import standards from CSV (a header row; UTF-8; .gz as well): our own columns, the RFC index, or the list of web "
        "specifications, told apart by their headings. A folder stands for all lists in it. The same file twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="file", help="CSV files, or folders of them")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=NAME",
            help=f"which column fills a field ({', '.join(COLUMNS)})",
        )
        parser.add_argument("--limit", type=int, help="read at most this many rows of each file")
        parser.add_argument("--dry-run", action="store_true", help="judge every row, write nothing")
        parser.add_argument("--report", type=Path, help="write what became of each row into this CSV file")

    def handle(self, *args: Any, files: list[Path], column: list[str], report: Path | None, **options: Any) -> None:
        columns = dict(pair.partition("=")[::2] for pair in column)
        if unknown := set(columns) - set(COLUMNS):
            raise CommandError(f"no such field: {', '.join(sorted(unknown))}")
        if missing := [file for file in files if not file.exists()]:
            raise CommandError(f"{missing[0]} does not exist")
        every: list[RowReport] = []
        for file in _lists(files):
            every += self._import(file, columns, **options)
        if report:
            report.write_text(report_csv(every), encoding="utf-8-sig")

    def _import(self, file: Path, columns: dict[str, str], **options: Any) -> list[RowReport]:
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rt", encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            profile = HUB if columns else profile_of(rows.fieldnames or ())
            if profile is None:
                self.stdout.write(f"{file.name}: left alone, no column holds numbers of standards")
                return []
            begun = time.monotonic()
            limited = (row for count, row in enumerate(rows) if options["limit"] is None or count < options["limit"])
            reports = import_standards(
                actor=Actor.system(),
                rows=limited,
                columns=columns,
                now=timezone.now(),
                profile=profile,
                dry=options["dry_run"],
            )
        for report in reports:
            if report.outcome == "refused":
                self.stdout.write(f"{file.name} row {report.row} {report.number or '(no number)'}: {report.reason}")
        counts = Counter(r.outcome for r in reports)
        summary = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
        self.stdout.write(f"{file.name}: {len(reports)} rows in {time.monotonic() - begun:.1f} s: {summary}")
        return reports


def _lists(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.name.endswith((".csv", ".csv.gz")))
        else:
            yield path
