"""Build the search indexes anew from the search documents."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import followers
from search.engines.base import EngineDownError
from search.services import rebuild, refresh_documents


class Command(BaseCommand):
    help = "Build the search indexes anew. Readers go on with the old ones until the new ones are complete."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine", choices=followers(), help="Only this engine (default: all that are configured)."
        )
        parser.add_argument(
            "--documents", action="store_true", help="First write the documents anew from their objects."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["documents"]:
            self.stdout.write(f"{refresh_documents()} objects read")
        for name in [options["engine"]] if options["engine"] else followers():
            try:
                count = rebuild(name)
            except EngineDownError as error:
                raise CommandError(f"{name} does not answer: {error}") from error
            self.stdout.write(f"{name}: {count} documents")
