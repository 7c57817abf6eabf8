"""How the engines stand: what the desk of editors shows of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from search.engines import followers, get_engine
from search.engines.base import EngineDownError
from search.enums import EngineName, EngineState
from search.models import SearchDocument


class StandingEngine(NamedTuple):
    """An engine by its name in words, how it stands, and whether it is asked first."""

    name: EngineName
    state: EngineState
    is_first: bool

    @property
    def label(self) -> Any:
        """Its name in words."""
        return self.name.label


def standing_engines() -> list[StandingEngine]:
    """Return the configured engines, the one that answers first on top. Each is asked, with its own short timeout."""
    return [StandingEngine(EngineName(name), _state(name), at == 0) for at, name in enumerate(followers())]


def count_documents() -> int:
    """Return how many things can be found."""
    return SearchDocument.objects.filter(is_deleted=False).count()


def _state(name: str) -> EngineState:
    try:
        return EngineState.READY if get_engine(name).is_ready() else EngineState.UNBUILT
    except EngineDownError:
        return EngineState.SILENT
