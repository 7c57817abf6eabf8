"""Writes docs/gates.md from the tables: `python -m tests.architecture.gates.page`; `--check` only compares."""

import sys
from itertools import groupby
from pathlib import Path

import django
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.gates import table_of
from tests.architecture.gates.table import OFFICERS, PEOPLE, Gate

PAGE = Path(__file__).resolve().parents[3] / "docs" / "gates.md"
SHORT = {"anonymous": "anon.", "superuser": "super"}
INTRO = """# Who gets what at each address

Written by `.venv/bin/python -m tests.architecture.gates.page` from the tables in `tests/architecture/gates/`; a test fails
when it is stale. `tests/architecture/test_gates.py` asks every address as every kind of person, compares the status, and looks
for a canary word that stands in somebody's private rows: **bold** marks those who may see it; it must show to them and to nobody
else. An address that no table names fails.

*person*: signed in, no organisation. *outsider*: admin of another organisation. *owner*, *member*: admin and ordinary member of the
organisation whose private things are asked for. The others hold one office each and belong to no organisation.
302 for a visitor leads to sign-in. Officers who get what a person gets are left out of a line's last column.
"""


def _paths(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found.setdefault(":".join([*spaces, entry.name or ""]), path)
        else:
            found |= _paths(entry, path, (*spaces, entry.namespace) if entry.namespace else spaces) | found
    return found


def _cell(gate: Gate, who: str) -> str:
    status = str(gate.status_of[who])
    return f"**{status}**" if who in gate.seen_by else status


def _line(path: str, gate: Gate) -> str:
    plain = [who for who in PEOPLE if who not in OFFICERS]
    different = [who for who in OFFICERS if _cell(gate, who) != _cell(gate, "person")]
    officers = ", ".join(
        f"{' '.join(names)} {cell}" for cell, names in groupby(different, key=lambda who: _cell(gate, who))
    )
    cells = [_cell(gate, who) for who in plain]
    return f"| `{gate.method.upper()} /{path}{gate.query}` | {' | '.join(cells)} | {officers} |"


def written() -> str:
    """Return the page as the tables say it."""
    paths = _paths(get_resolver())
    parts = [INTRO]
    plain = [SHORT.get(who, who) for who in PEOPLE if who not in OFFICERS]
    for title, rows in table_of().items():
        parts += [f"\n## {title.rstrip('.')}\n", f"| address | {' | '.join(plain)} | offices |", "|---" * 7 + "|"]
        parts += [_line(paths[name].replace("en/", "<lang>/", 1), gate) for name, gate in rows.items()]
    return "\n".join(parts) + "\n"


def main() -> int:
    """Write the page, or with --check tell whether it is as the tables say."""
    django.setup()
    if "--check" in sys.argv:
        return int(PAGE.read_text() != written())
    PAGE.write_text(written())
    return 0


if __name__ == "__main__":
    sys.exit(main())
