"""Keep the translation catalogues of the apps in step with their code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hub.common import catalogues


class Command(BaseCommand):
    """`messages` updates the .po files, `--check` judges them, `--compile` makes the .mo files that Django reads."""

    help = "Update the translation catalogues; --check finds what is missing, --compile makes the .mo files."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", metavar="app", help="labels of apps; all of this project when left out")
        action = parser.add_mutually_exclusive_group()
        action.add_argument("--compile", action="store_true", help="write .mo files")
        action.add_argument("--check", action="store_true", help="exit 1 when a catalogue is not complete")

    def handle(self, *_args: str, **options: Any) -> None:
        root = Path(settings.BASE_DIR).resolve()
        folders = project_apps(root, frozenset(options["apps"]))
        action = self.check_one if options["check"] else self.compile_one if options["compile"] else self.update_one
        try:
            findings = sum(action(label, folder, root) for label, folder in folders.items())
        except catalogues.CatalogueError as problem:
            raise CommandError(str(problem)) from problem
        if options["check"] and findings:
            raise CommandError(f"{findings} findings; `manage.py messages` updates the catalogues")

    def update_one(self, label: str, folder: Path, root: Path) -> int:
        """Bring one app's catalogue up to date and say what is left to translate."""
        path = catalogues.catalogue_path(folder)
        messages = catalogues.collect(folder, root)
        if not messages and not path.exists():
            return 0
        catalogue = catalogues.merged(catalogues.read(path), messages)
        if catalogues.write(catalogue, path):
            self.stdout.write(f"{label}: updated, {len(messages)} messages")
        left = catalogues.problems(catalogue, messages)
        for line in left:
            self.stdout.write(f"{label}: {line}")
        return len(left)

    def check_one(self, label: str, folder: Path, root: Path) -> int:
        """Print what is not complete in one app's catalogue."""
        messages = catalogues.collect(folder, root)
        found = catalogues.problems(catalogues.read(catalogues.catalogue_path(folder)), messages)
        for line in found:
            self.stderr.write(f"{label}: {line}")
        return len(found)

    def compile_one(self, _label: str, folder: Path, _root: Path) -> int:
        """Write one app's .mo file."""
        path = catalogues.catalogue_path(folder)
        if path.exists():
            catalogues.compile_catalogue(path)
        return 0


def project_apps(root: Path, labels: frozenset[str] = frozenset()) -> dict[str, Path]:
    """Label and folder of each app that lies in the project itself, those named or all.

    Raises CommandError for a label that is not one of them.
    """
    folders = {config.label: Path(config.path).resolve() for config in apps.get_app_configs()}
    own = {label: folder for label, folder in folders.items() if _is_own(folder, root)}
    unknown = labels - own.keys()
    if unknown:
        raise CommandError(f"not an app of this project: {', '.join(sorted(unknown))}")
    return {label: folder for label, folder in sorted(own.items()) if not labels or label in labels}


def _is_own(folder: Path, root: Path) -> bool:
    """Whether an app's folder belongs to the project and not to a virtual environment inside it."""
    if not folder.is_relative_to(root):
        return False
    inside = folder.relative_to(root).parts
    return "site-packages" not in inside
