"""Measure how well the site's analysis and ranking find, on a collection with judgements."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines.base import EngineDownError
from search.enums import EngineName
from search.relevance.collection import CollectionError, load
from search.relevance.running import measure


class Command(BaseCommand):
    help = "Load a collection into a scratch index, ask its questions, print the measures as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--collection", type=Path, required=True, help="Folder: docs.jsonl[.gz], queries.jsonl, qrels.csv."
        )
        parser.add_argument("--engine", choices=EngineName.values, default=EngineName.EMBEDDED)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            collection = load(options["collection"])
            tasks = measure(collection, options["engine"])
        except (CollectionError, LookupError, EngineDownError) as error:
            raise CommandError(str(error)) from error
        found = {"collection": collection.name, "engine": str(options["engine"]), "tasks": tasks}
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
