"""The tables of all parts of the house, as one. A new part adds a file here."""

from importlib import import_module
from pkgutil import iter_modules

from tests.architecture.gates.table import Gate

PARTS = tuple(sorted(module.name for module in iter_modules(__path__) if module.name not in {"table", "page"}))


def table_of() -> dict[str, dict[str, Gate]]:
    """Return the rows of each part under its title."""
    modules = [import_module(f"{__name__}.{part}") for part in PARTS]
    return {(module.__doc__ or "").strip(): module.GATES for module in modules}


def _gathered() -> dict[str, Gate]:
    found: dict[str, Gate] = {}
    for part, rows in table_of().items():
        twice = found.keys() & rows.keys()
        if twice:
            raise ValueError(f"{sorted(twice)} stand in {part} and in another table")
        found |= rows
    return found


GATES = _gathered()
