"""Recompute the chain of acts and say what does not fit, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings

from hub.activity.models import Activity, ActivityAnchor, ActivitySeal
from hub.activity.sealing import GENESIS, digest, digest_of_data, link

CHUNK = 500
FORGOTTEN = "person.forgotten"


@dataclass(frozen=True)
class ChainReport:
    """What a verification found: links checked, acts not sealed yet, acts whose data was erased, each break as a
    sentence, and how far the chain reaches ("seq hash"), to be kept somewhere else.
    """

    links: int
    unsealed: int
    erased: int
    breaks: list[str]
    head: str


def verify_chain(*, expected: Iterable[str] = ()) -> ChainReport:
    """Recompute the whole chain. Reported are: a changed act, erased data without its record, a changed link, a missing
    link, an act that was removed, and a tail cut off or a chain rewritten (by the anchors of each day, their file, and
    `expected`: earlier heads as "seq hash").
    """
    breaks: list[str] = []
    anchors = _anchors(expected)
    excused = _erased_on_record()
    position, prev, erased = 0, GENESIS, 0
    for seal, act in _links():
        if seal.seq != position + 1:
            breaks.append(f"gap: {_span(position + 1, seal.seq - 1)} missing")
        if seal.prev != prev:
            breaks.append(f"link {seal.seq} does not continue the one before")
        if act is None:
            breaks.append(f"link {seal.seq}: its act (row {seal.activity_id}) was removed")
        else:
            erased += act.erased
            breaks += _faults(seal, act, excused)
        breaks += [
            f"link {seal.seq} was rewritten since {source}"
            for source, known in anchors.pop(seal.seq, [])
            if known != seal.hash
        ]
        position, prev = seal.seq, seal.hash
    for seq, sources in sorted(anchors.items()):
        breaks.append(f"the chain ends at link {position}, but reached {seq} according to {sources[0][0]}")
    return ChainReport(position, Activity.objects.filter(seal=None).count(), erased, breaks, f"{position} {prev}")


def _span(first: int, last: int) -> str:
    return f"link {first} is" if first == last else f"links {first} to {last} are"


def _links() -> Iterator[tuple[ActivitySeal, Activity | None]]:
    """Return each seal with its act, or None where that is gone; a chunk at a time."""
    seals = ActivitySeal.objects.order_by("seq").iterator(chunk_size=CHUNK)
    while chunk := list(islice(seals, CHUNK)):
        acts = Activity.objects.in_bulk([seal.activity_id for seal in chunk])
        for seal in chunk:
            yield seal, acts.get(seal.activity_id)


def _faults(seal: ActivitySeal, act: Activity, excused: set[str]) -> Iterator[str]:
    if seal.hash != link(seal.prev, seal.seq, digest(act)):
        yield f"link {seal.seq}: act {act.public_id} is not what was sealed"
    elif not act.erased and act.data_digest != digest_of_data(act.salt, act.data):
        yield f"link {seal.seq}: the data of act {act.public_id} are not what was sealed"
    elif act.erased and act.public_id not in excused:
        yield f"link {seal.seq}: the data of act {act.public_id} were erased without a record of it"


def _erased_on_record() -> set[str]:
    """The public ids of acts that a recorded erasure names."""
    recorded = Activity.objects.filter(verb=FORGOTTEN).exclude(seal=None).values_list("data", flat=True)
    return {public_id for data in recorded.iterator() for public_id in data.get("acts", [])}


def _anchors(expected: Iterable[str]) -> dict[int, list[tuple[str, str]]]:
    """What is known from outside the chain: for each link, who says so and the hash they knew."""
    known: dict[int, list[tuple[str, str]]] = {}
    for anchor in ActivityAnchor.objects.order_by("day"):
        known.setdefault(anchor.seq, []).append((f"the anchor of {anchor.day}", anchor.hash))
    file = Path(settings.HUB_ANCHOR_FILE)
    if file.exists():
        for row in file.read_text(encoding="utf-8").splitlines():
            day, seq, known_hash = row.split()
            known.setdefault(int(seq), []).append((f"the file's anchor of {day}", known_hash))
    for head in expected:
        seq, known_hash = head.replace(":", " ").split()
        known.setdefault(int(seq), []).append(("the head given", known_hash))
    return known
