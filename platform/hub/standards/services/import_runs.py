"""A list that an editor uploads: checked in the background, shown, applied in the background, a chunk at a time.

Each chunk is one effect of the outbox whose work and mark are one transaction, so that a worker that dies in the middle
neither loses nor repeats rows.
"""

from __future__ import annotations

import csv
import io
import itertools
import logging
from collections import Counter
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils import translation

from hub.activity.services import record
from hub.common.actors import Actor
from hub.outbox.services import enqueue
from hub.standards.enums import ImportFailure, ImportState
from hub.standards.models import ImportRun
from hub.standards.profiles import Profile, Row, profile_named
from hub.standards.queries.desk import is_stuck
from hub.standards.services.authority import demand_editor
from hub.standards.services.importing import CHUNK, RowReport, import_standards, report_csv
from hub.workflow.errors import NotAllowed

log = logging.getLogger(__name__)


class WrongMoment(Exception):
    """The list is not in a state in which this can be done."""


def rows_of(content: str) -> list[Row]:
    """Return the rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(content, newline="")))


def start_import(*, actor: Actor, name: str, content: str, profile: Profile, now: datetime) -> ImportRun:
    """Keep an uploaded list and have it checked. Raises NotAllowed. Act: import.started."""
    demand_editor(actor)
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
    """Have a checked list applied, in this person's name. Raises WrongMoment or NotAllowed. Act: import.applied."""
    demand_editor(actor)
    with transaction.atomic():
        locked = _locked(run, ImportState.CHECKED)
        locked.state, locked.applied_by, locked.applied_for = ImportState.APPLYING, actor.someone, actor.organisation
        locked.rows_done, locked.counts, locked.report, locked.seen = 0, {}, "", {}
        locked.save(update_fields=["state", "applied_by", "applied_for", "rows_done", "counts", "report", "seen"])
        record(actor=actor, verb="import.applied", subject=locked, now=now)
        _next_chunk(locked)


def retry_import(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Have a list that stopped or is stuck go on where it stopped; what is applied from here on is in this person's name.

    Raises WrongMoment or NotAllowed. Act: import.retried.
    """
    demand_editor(actor)
    with transaction.atomic():
        locked = _locked(run, ImportState.FAILED)
        locked.state, locked.failure, locked.attempt = ImportState.CHECKING, "", locked.attempt + 1
        if locked.applied_by_id:
            locked.state, locked.applied_by, locked.applied_for = (
                ImportState.APPLYING,
                actor.someone,
                actor.organisation,
            )
        locked.save(update_fields=["state", "failure", "attempt", "applied_by", "applied_for"])
        record(actor=actor, verb="import.retried", subject=locked, now=now)
        _next_chunk(locked)


def discard_import(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Give up a checked list, or the rest of one that stopped or is stuck. Raises WrongMoment or NotAllowed. Act: import.discarded."""
    demand_editor(actor)
    with transaction.atomic():
        locked = _locked(run, ImportState.CHECKED, ImportState.FAILED)
        locked.state, locked.failure, locked.finished_at = ImportState.DISCARDED, "", now
        locked.save(update_fields=["state", "failure", "finished_at"])
        record(actor=actor, verb="import.discarded", subject=locked, now=now)


def _locked(run: ImportRun, *states: ImportState) -> ImportRun:
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    state = ImportState.FAILED if is_stuck(locked) else locked.state
    if state not in states:
        raise WrongMoment
    return locked


def _next_chunk(run: ImportRun) -> None:
    enqueue(kind="standards.import", payload={"run": run.public_id}, key=run.work_key)


def work_on_import(*, run_public_id: str, now: datetime) -> None:
    """Judge or apply the next five hundred rows, and have the rest done; inside the transaction of the effect. Rows that
    cannot be stored stop the list, for an editor to try again or discard; a database that goes away is left to the outbox.
    """
    run = ImportRun.objects.select_for_update().get(public_id=run_public_id)
    if run.state not in (ImportState.CHECKING, ImportState.APPLYING):
        return
    try:
        reports = _judged(run, now)
    except OperationalError:
        raise
    except NotAllowed:
        _stop(run, ImportFailure.ROLE)
    except Exception:
        log.exception("the list %s stopped after row %s", run.public_id, run.rows_done)
        _stop(run, ImportFailure.ERROR)
    else:
        _advance(run, reports, now)


def _judged(run: ImportRun, now: datetime) -> list[RowReport]:
    """Judge or apply the next rows as the person whose phase it is, in their language."""
    applying = run.state == ImportState.APPLYING
    person, organisation = (run.applied_by, run.applied_for) if applying else (run.started_by, run.started_for)
    if person is None:
        raise NotAllowed([])
    with translation.override(person.language), transaction.atomic():
        return import_standards(
            actor=Actor.person(person, organisation),
            rows=itertools.islice(rows_of(run.content), run.rows_done, run.rows_done + CHUNK),
            now=now,
            profile=profile_named(run.profile),
            dry=not applying,
            first=run.rows_done + 1,
            seen=run.seen,
        )


def _advance(run: ImportRun, reports: list[RowReport], now: datetime) -> None:
    run.counts = dict(Counter(run.counts) + Counter(r.outcome for r in reports))
    run.report += report_csv(reports, heading=not run.report)
    run.rows_done += len(reports)
    if run.rows_done < run.rows_total:
        _next_chunk(run)
    else:
        done = run.state == ImportState.APPLYING
        run.state = ImportState.DONE if done else ImportState.CHECKED
        run.finished_at = now if done else None
        run.seen = {}
    run.save(update_fields=["counts", "report", "seen", "rows_done", "state", "finished_at"])


def _stop(run: ImportRun, failure: ImportFailure) -> None:
    run.state, run.failure = ImportState.FAILED, failure
    run.save(update_fields=["state", "failure"])
