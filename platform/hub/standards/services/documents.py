"""Add and remove documents of a standard."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from hub.accounts.models import Organisation
from hub.activity.services import record
from hub.common.actors import Actor
from hub.files.receiving import Received, discard, receive
from hub.files.services import keep_file
from hub.files.typing import DOCUMENTS, DOCUMENTS_AND_OFFICE
from hub.standards.enums import DocumentAccess, DocumentKind
from hub.standards.models import Standard, StandardDocument
from hub.standards.models.standards import packed
from hub.standards.services.authority import demand_editor
from hub.standards.services.telling import tell_followers
from search.services import index

# Readers write into drafts and take over from notes; every other kind is read as it is.
WORKED_ON = frozenset({DocumentKind.DRAFT, DocumentKind.EXPLANATION})


def add_document(
    *,
    actor: Actor,
    organisation: Organisation,
    standard: Standard,
    upload: UploadedFile[Any],
    kind: DocumentKind,
    language: str,
    access: DocumentAccess,
    now: datetime,
) -> StandardDocument:
    """Keep a document of a standard; a full text makes its language one of the standard's. Drafts and explanatory notes may
    be office files.

    Raises UnacceptableFile or NotAllowed; then nothing is left of the file.

    Act: standard.document_added.
    """
    demand_editor(actor)
    received = receive(upload, DOCUMENTS_AND_OFFICE if kind in WORKED_ON else DOCUMENTS)
    try:
        return _keep(actor, organisation, standard, received, now, kind=kind, language=language, access=access)
    except BaseException:
        discard(received)
        raise


def _keep(
    actor: Actor, organisation: Organisation, standard: Standard, received: Received, now: datetime, **facts: str
) -> StandardDocument:
    with transaction.atomic():
        locked = Standard.objects.select_for_update().get(pk=standard.pk)
        file = keep_file(actor=actor, received=received, organisation=organisation, subject=None, now=now)
        document = StandardDocument.objects.create(
            standard=locked, file=file, added_by=actor.someone, added_at=now, **facts
        )
        file.subject = document
        file.save(update_fields=["subject_type", "subject_id"])
        if document.kind == DocumentKind.TEXT:
            locked.text_languages = packed([*locked.languages_of_text, document.language])
        _announce(actor, locked, "standard.document_added", ["", _words(document)], now)
    return document


def remove_document(*, actor: Actor, document: StandardDocument, now: datetime) -> None:
    """Take a document off the page; the file stays for the desk. Raises NotAllowed. Act: standard.document_removed."""
    demand_editor(actor)
    with transaction.atomic():
        locked = Standard.objects.select_for_update().get(pk=document.standard_id)
        if not StandardDocument.objects.filter(pk=document.pk, removed_at=None).update(removed_at=now):
            return
        _announce(actor, locked, "standard.document_removed", [_words(document), ""], now)


def _words(document: StandardDocument) -> str:
    return f"{document.kind} {document.language} {document.file.sha256[:12]}"


def _announce(actor: Actor, locked: Standard, verb: str, change: list[str], now: datetime) -> None:
    locked.updated_at = now
    locked.save(update_fields=["text_languages", "updated_at"])
    act = record(actor=actor, verb=verb, subject=locked, data={"changes": {"document": change}}, now=now)
    index(locked)
    tell_followers(standards=[locked], acts=[act], actor=actor)
