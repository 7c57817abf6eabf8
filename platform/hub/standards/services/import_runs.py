"""A list that an editor uploads: checked in the background, shown, applied in the background, a chunk at a time.

Each chunk is one effect of the outbox whose work and mark are one transaction, so that a worker that dies in the middle
neither loses nor repeats rows.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from datetime import datetime

from django.db import transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.outbox.services import enqueue
from hub.standards.enums import ImportState
from hub.standards.models import ImportRun
from hub.standards.profiles import Profile, Row, profile_named
from hub.standards.services.importing import CHUNK, import_standards, report_csv


class WrongMoment(Exception):
    """The list is not in a state in which this can be done."""


def rows_of(content: str) -> list[Row]:
    """Return the rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(content, newline="")))


def start_import(*, actor: Actor, name: str, content: str, profile: Profile, now: datetime) -> ImportRun:
    """Keep an uploaded list and have it checked. Act: import.started."""
    with transaction.atomic():
        run = ImportRun.objects.create(
            name=name[:200],
            content=content,
            profile=profile.slug,
            rows_total=len(rows_of(content)),
            started_by=actor.someone,
            started_for=actor.organisation,
            created_at=now,
        )
        record(actor=actor, verb="import.started", subject=run, data={"rows": run.rows_total}, now=now)
        _next_chunk(run)
    return run


def apply_import(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Have a checked list applied. Raises WrongMoment. Act: import.applied."""
    with transaction.atomic():
        locked = _locked(run, ImportState.CHECKED)
        locked.state, locked.rows_done, locked.counts, locked.report = ImportState.APPLYING, 0, {}, ""
        locked.save(update_fields=["state", "rows_done", "counts", "report"])
        record(actor=actor, verb="import.applied", subject=locked, now=now)
        _next_chunk(locked)


def discard_import(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Give up a checked list. Raises WrongMoment. Act: import.discarded."""
    with transaction.atomic():
        locked = _locked(run, ImportState.CHECKED)
        locked.state, locked.finished_at = ImportState.DISCARDED, now
        locked.save(update_fields=["state", "finished_at"])
        record(actor=actor, verb="import.discarded", subject=locked, now=now)


def _locked(run: ImportRun, state: ImportState) -> ImportRun:
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state != state:
        raise WrongMoment
    return locked


def _next_chunk(run: ImportRun) -> None:
    key = f"standards.import:{run.public_id}:{run.state}:{run.rows_done}"
    enqueue(kind="standards.import", payload={"run": run.public_id}, key=key)


def work_on_import(*, run_public_id: str, now: datetime) -> None:
    """Judge or apply the next five hundred rows, and have the rest done; inside the transaction of the effect."""
    run = ImportRun.objects.select_for_update().get(public_id=run_public_id)
    if run.state not in (ImportState.CHECKING, ImportState.APPLYING):
        return
    rows = list(itertools.islice(rows_of(run.content), run.rows_done, run.rows_done + CHUNK))
    reports = import_standards(
        actor=Actor.person(run.started_by, run.started_for),
        rows=rows,
        now=now,
        profile=profile_named(run.profile),
        dry=run.state == ImportState.CHECKING,
        first=run.rows_done + 1,
    )
    run.counts = dict(Counter(run.counts) + Counter(r.outcome for r in reports))
    run.report += report_csv(reports, heading=not run.report)
    run.rows_done += len(rows)
    if run.rows_done < run.rows_total:
        _next_chunk(run)
    else:
        done = run.state == ImportState.APPLYING
        run.state = ImportState.DONE if done else ImportState.CHECKED
        run.finished_at = now if done else None
    run.save(update_fields=["counts", "report", "rows_done", "state", "finished_at"])
