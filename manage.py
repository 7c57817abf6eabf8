#!/usr/bin/env python3
"""Run a management command; a bare checkout needs no installation for this."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Append the source root `platform/` (never first: it may not shadow the standard library) and hand over to Django."""
    sys.path.append(str(Path(__file__).resolve().parent / "platform"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
