"""Keep uploads; have them scanned; note who opened them; delete them; sweep away what nobody kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.files.enums import ScanState
from hub.files.models import StoredFile, private_storage
from hub.files.receiving import Received, clean_name, discard, receive
from hub.files.scanning import find_virus, is_configured
from hub.files.typing import DOCUMENTS
from hub.outbox.services import enqueue

if TYPE_CHECKING:
    from hub.accounts.models import Organisation

__all__ = [
    "clean_name",
    "delete_file",
    "hand_over",
    "keep_file",
    "receive",
    "record_download",
    "scan_file",
    "store_upload",
    "sweep_orphans",
]
ORPHAN_AGE = timedelta(hours=1)
SCAN_AT_ONCE = 100


def store_upload(
    *,
    actor: Actor,
    upload: UploadedFile[Any],
    organisation: Organisation,
    subject: models.Model | None,
    now: datetime,
    allowed: frozenset[str] = DOCUMENTS,
) -> StoredFile:
    """Receive an upload and keep it. Raises UnacceptableFile; then nothing is left of it.

    Inside a larger transaction call `receive` before it and `keep_file` in it: decoding does not belong there.
    """
    received = receive(upload, allowed)
    try:
        with transaction.atomic():
            return keep_file(actor=actor, received=received, organisation=organisation, subject=subject, now=now)
    except BaseException:
        discard(received)
        raise


def keep_file(
    *, actor: Actor, received: Received, organisation: Organisation, subject: models.Model | None, now: datetime
) -> StoredFile:
    """Make a file of received content. Where a scanner is configured it is in quarantine until found clean."""
    with transaction.atomic():
        file = StoredFile.objects.create(
            content=received.stored_as,
            original_name=received.original_name,
            media_type=received.media_type,
            size=received.size,
            sha256=received.sha256,
            organisation=organisation,
            uploaded_by=actor.someone,
            uploaded_at=now,
            subject=subject,
        )
        record(actor=actor, verb="file.stored", subject=file, data={"sha256": file.sha256}, now=now)
        if is_configured():
            _have_scanned(file)
    return file


def hand_over(
    *, file_id: int | None, from_subject: models.Model | None = None, to_subject: models.Model | None = None
) -> None:
    """Let another object say who may open a file; without one it is its uploader's alone. With `from_subject`, only
    when the file is that object's: what belongs to something else stays there.
    """
    if file_id is None:
        return
    found = StoredFile.objects.filter(pk=file_id)
    if from_subject is not None:
        kind = ContentType.objects.get_for_model(from_subject)
        found = found.filter(subject_type=kind, subject_id=from_subject.pk)
    to_type = ContentType.objects.get_for_model(to_subject) if to_subject is not None else None
    found.update(subject_type=to_type, subject_id=to_subject.pk if to_subject is not None else None)


def _have_scanned(file: StoredFile) -> None:
    file.scan_state = ScanState.PENDING
    file.save(update_fields=["scan_state"])
    enqueue(kind="files.scan", payload={"file": file.public_id}, key=f"files.scan:{file.public_id}", queue="files")


def have_unscanned_scanned() -> int:
    """Send files from before a scanner was configured to it, some at a time; return how many."""
    if not is_configured():
        return 0
    with transaction.atomic():
        waiting = StoredFile.objects.filter(scan_state=ScanState.NOT_SCANNED).order_by("id")
        files = list(waiting.select_for_update()[:SCAN_AT_ONCE])
        for file in files:
            _have_scanned(file)
    return len(files)


def scan_file(*, public_id: str, now: datetime) -> ScanState | None:
    """Ask the scanner about a file in quarantine; release it or refuse it, which erases its content. A repeat changes nothing.

    Raises ScannerUnavailable: the file stays in quarantine.
    """
    file = StoredFile.objects.filter(public_id=public_id, scan_state=ScanState.PENDING).first()
    if file is None:
        return None
    with file.content.open("rb") as content:
        virus = find_virus(content.chunks())
    verdict = ScanState.REFUSED if virus else ScanState.CLEAN
    with transaction.atomic():
        waiting = StoredFile.objects.filter(pk=file.pk, scan_state=ScanState.PENDING)
        if not waiting.update(scan_state=verdict, scan_found=virus[:100]):
            return None
        if virus:
            record(actor=Actor.system(), verb="file.refused", subject=file, about=file.uploaded_by, now=now)
            transaction.on_commit(lambda: private_storage().delete(str(file.content.name)))
    return verdict


def record_download(*, actor: Actor, file: StoredFile, now: datetime) -> None:
    """Note that a person opened a file that somebody else uploaded; the uploader reads it in their account."""
    if actor.someone.pk == file.uploaded_by_id:
        return
    with transaction.atomic():
        record(actor=actor, verb="file.opened", subject=file, about=file.uploaded_by, now=now)


def delete_file(*, actor: Actor, file: StoredFile, now: datetime) -> None:
    """Delete a file that nothing shows any more, with its content; that it was there stays in the log."""
    with transaction.atomic():
        record(actor=actor, verb="file.deleted", subject=file, about=file.uploaded_by, now=now)
        name = str(file.content.name)
        file.delete()
        transaction.on_commit(lambda: private_storage().delete(name))


def sweep_orphans(*, now: datetime) -> int:
    """Delete content in the store that belongs to no file and is older than an hour; return how many."""
    store = private_storage()
    _folders, names = store.listdir("") if store.exists("") else ([], [])
    old = [name for name in names if now - store.get_modified_time(name) > ORPHAN_AGE]
    known: set[str] = set()
    for start in range(0, len(old), 500):
        some = old[start : start + 500]
        known |= set(StoredFile.objects.filter(content__in=some).values_list("content", flat=True))
    orphans = [name for name in old if name not in known]
    for name in orphans:
        store.delete(name)
    return len(orphans)
