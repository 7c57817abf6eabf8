"""Effects of a kind that are done in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest

from hub.outbox import draining
from hub.outbox.models import OutboxMessage
from hub.outbox.registry import Handler, handlers, handles
from hub.outbox.services import drain
from tests.hub.outbox.conftest import NOON, Effects

pytestmark = pytest.mark.django_db
Goes = list[list[str]]
Put = Callable[..., None]


@pytest.fixture
def goes() -> Iterator[Goes]:
    """Know the kind `test.index`; return the names of each go. The name "poison" cannot be done."""
    seen: Goes = []

    def many(payloads: Sequence[dict[str, Any]], *, now: datetime) -> None:
        names = [payload["name"] for payload in payloads]
        seen.append(names)
        if "poison" in names:
            raise ValueError("no index takes this")

    def one(payload: dict[str, Any], *, key: str, now: datetime) -> None:
        many([payload], now=now)

    handlers.add("test.index", Handler(one, "outside", secret=False, many=many))
    yield seen
    del handlers._entries["test.index"]


def states() -> dict[str, str]:
    return dict(OutboxMessage.objects.values_list("key", "state"))


def test_what_waits_together_is_done_in_one_go_whatever_stands_between(goes: Goes, effect: Effects, put: Put) -> None:
    calls = effect("test.other", where="outside")
    for name in ("a", "b", "c"):
        put("test.index", name, {"name": name}, queue="search")
        put("test.other", f"other-{name}", queue="search")
    assert drain("search", now=NOON) == 6
    assert goes == [["a", "b", "c"]]
    assert calls == ["other-a", "other-b", "other-c"]
    assert set(states().values()) == {"done"}


def test_one_that_cannot_be_done_takes_none_of_the_others_with_it(goes: Goes, put: Put) -> None:
    for name in ("a", "poison", "c"):
        put("test.index", name, {"name": name}, queue="search")
    assert drain("search", now=NOON) == 2
    assert goes == [["a", "poison", "c"], ["a"], ["poison"], ["c"]]
    assert states() == {"a": "done", "poison": "pending", "c": "done"}
    assert OutboxMessage.objects.get(key="poison").attempts == 1


def test_what_has_an_order_is_done_by_itself(goes: Goes, put: Put) -> None:
    for name in ("a", "b"):
        put("test.index", name, {"name": name}, queue="search")
        put("test.index", f"ordered-{name}", {"name": f"ordered-{name}"}, queue="search", ordered_by="subject")
    assert drain("search", now=NOON) == 4
    assert goes == [["a", "b"], ["ordered-a"], ["ordered-b"]]


def test_one_that_another_drainer_took_over_is_left_to_it(goes: Goes, put: Put) -> None:
    for name in ("a", "b"):
        put("test.index", name, {"name": name}, queue="search")
    held = draining._claim("search", "mine", NOON)
    OutboxMessage.objects.filter(key="b").update(owner="another")
    assert draining._perform_all(held, "mine", NOON) == 1
    assert states() == {"a": "done", "b": "claimed"}


def test_only_plain_effects_outside_are_done_in_one_go() -> None:
    def many(payloads: Sequence[dict[str, Any]], *, now: datetime) -> None: ...

    with pytest.raises(ValueError, match="in one go"):
        handles("test.database", effect="database", many=many)
    with pytest.raises(ValueError, match="in one go"):
        handles("test.secret", effect="outside", secret=True, many=many)
