"""Measure several collections on every engine that is configured and write the table into docs/relevance.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import followers
from search.engines.base import EngineDownError
from search.relevance.collection import CollectionError, load
from search.relevance.running import measure
from search.relevance.table import table, with_table

PAGE = Path(settings.BASE_DIR) / "docs" / "relevance.md"


class Command(BaseCommand):
    help = "Measure the collections in FOLDER (one in each folder below) and write their table into docs/relevance.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--table", required=True, help="The name of the table's marks in the page.")

    def handle(self, *args: Any, **options: Any) -> None:
        folders = sorted(path.parent for path in options["folder"].glob("*/queries.jsonl"))
        if not folders:
            raise CommandError(f"{options['folder']}: no collections below it")
        results = []
        for folder in folders:
            for engine in sorted(followers()):
                try:
                    tasks = measure(load(folder), engine)
                except (CollectionError, EngineDownError) as error:
                    raise CommandError(str(error)) from error
                results.append({"collection": folder.name, "engine": engine, "tasks": tasks})
        drawn = table(results)
        PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), options["table"], drawn), encoding="utf-8")
        self.stdout.write(drawn)
