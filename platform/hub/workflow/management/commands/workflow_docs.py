"""Write docs/workflows/ from the tables of all workflows."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.workflow.documents import FOLDER, stale, write


class Command(BaseCommand):
    help = "Write docs/workflows/ from the tables of all workflows; --check only tells what is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = [str(path.relative_to(FOLDER.parent.parent)) for path in (stale() if options["check"] else write())]
        if options["check"] and paths:
            raise CommandError(f"stale: {', '.join(paths)}; `manage.py workflow_docs` writes them")
        self.stdout.write("\n".join(paths) or "up to date")
