"""Worlds in which every workflow is tried: one file for each app, found by itself, with WORLDS by model label."""

from importlib import import_module
from pkgutil import iter_modules

from tests.hub.workflow.matrix.table import World

PARTS = tuple(sorted(module.name for module in iter_modules(__path__) if module.name != "table"))
WORLDS: dict[str, World] = {}
NEVER: dict[str, tuple[str, ...]] = {}  # states that no object of the model can be in by itself
for _part in PARTS:
    _module = import_module(f"{__name__}.{_part}")
    WORLDS |= _module.WORLDS
    NEVER |= getattr(_module, "NEVER", {})
