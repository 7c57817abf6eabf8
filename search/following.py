"""How far each engine follows the search documents, and bringing it up to date where it lost track.

Effects of the outbox apply each change. They are not enough when an engine loses what it held, comes back from an old copy, or
is away for so long that effects are parked: so the clock compares, and an effect mends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from hub.common.actors import Actor
from hub.outbox.enums import State
from hub.outbox.models import OutboxMessage
from hub.outbox.services import enqueue, retry_parked
from search.engines import breaker, followers, get_engine
from search.engines.base import EngineDownError, IndexedDocument, IndexMissingError
from search.models import SearchDocument
from search.rebuilding import CHUNK, build

LOOKED_AT = 1000  # the newest changes that are compared one by one
SETTLED = timedelta(minutes=2)  # what is younger is still on its way through the outbox
MAX_RETRIED = 500
OPEN = (State.PENDING, State.CLAIMED, State.PARKED)


@dataclass(frozen=True)
class Lag:
    """How far an engine is behind the rows. `behind`: how many of the newest `looked_at` changes it has not applied, None
    when it does not say; `oldest_at`: when the oldest of those was made. `held` of `documents` are in it. `waiting` effects
    are to be done, `parked` were given up.
    """

    engine: str
    answers: bool
    built: bool
    documents: int
    held: int
    looked_at: int
    behind: int | None
    oldest_at: datetime | None
    waiting: int
    parked: int

    @property
    def is_whole(self) -> bool:
        """Whether it answers, is built and holds everything that was looked at."""
        return self.answers and self.built and self.behind == 0 and self.held >= self.documents


def lags(*, settled: timedelta = timedelta(0)) -> list[Lag]:
    """Measure every engine that is configured, the one that answers first first; changes younger than `settled` do not count."""
    return [measure(name, settled=settled) for name in followers()]


def measure(name: str, *, settled: timedelta = timedelta(0)) -> Lag:
    """Measure an engine by its newest changes: three queries and two questions to the engine. Raises LookupError when it is not
    configured.
    """
    rows = SearchDocument.objects.filter(updated_at__lte=timezone.now() - settled)
    newest = list(rows.order_by("-updated_at").values_list("key", "version", "updated_at")[:LOOKED_AT])
    documents = rows.count()
    effects = OutboxMessage.objects.filter(kind=f"search.apply.{name}", state__in=OPEN).aggregate(
        waiting=Count("id", filter=~Q(state=State.PARKED)),
        parked=Count("id", filter=Q(state=State.PARKED)),
        since=Min("created_at"),
    )
    answers = built = True
    held, late = 0, []
    engine = get_engine(name)
    try:
        held = engine.count()
        versions = engine.versions_of([key for key, _version, _at in newest])
        late = [at for key, version, at in newest if versions.get(key, 0) < version]
    except EngineDownError:
        answers = False
    except IndexMissingError:
        built = False
        late = [at for _key, _version, at in newest]
    return Lag(
        engine=name,
        answers=answers,
        built=built,
        documents=documents,
        held=held,
        looked_at=len(newest),
        behind=len(late) if answers else None,
        oldest_at=min(late, default=None) if answers else effects["since"],
        waiting=effects["waiting"],
        parked=effects["parked"],
    )


def mend(name: str) -> int:
    """Bring an engine up to date with every row, by their versions, and return how many it had missed. What was parked on
    its account is tried again: it finds its work done.

    Raises EngineDownError, and LookupError for an engine that is not configured.
    """
    engine, missed, last = get_engine(name), 0, 0
    if not engine.is_ready():
        return build(name, only_if_missing=True)
    while chunk := list(SearchDocument.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        versions = engine.versions_of([row.key for row in chunk])
        late = [row for row in chunk if versions.get(row.key, 0) < row.version]
        missed += engine.apply(map(IndexedDocument.of, late)) if late else 0
        last = chunk[-1].pk
    _try_again(name)
    return missed


def _try_again(name: str) -> None:
    parked = OutboxMessage.objects.filter(kind=f"search.apply.{name}", state=State.PARKED)
    for pk in parked.order_by("id").values_list("pk", flat=True)[:MAX_RETRIED]:
        retry_parked(actor=Actor.clock(), message_id=pk, now=timezone.now())


def ask_for_mending(names: Iterable[str], now: datetime) -> int:
    """Have engines mended that answer and are not whole; return how many those are. One that is silent waits for its turn."""
    asked = 0
    for name in names:
        if breaker.is_open(name):
            continue
        lag = measure(name, settled=SETTLED)
        if lag.answers and not (lag.is_whole and not lag.parked):
            enqueue(
                kind="search.mend", payload={"engine": name}, key=f"search.mend.{name}:{now:%Y%m%d%H%M}", queue="search"
            )
            asked += 1
    return asked
