"""Take an upload in."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from hub.activity.services import record
from hub.common.actors import Actor
from hub.common.ids import new_public_id
from hub.files.models import StoredFile
from hub.files.typing import UnacceptableFile, read_kind

if TYPE_CHECKING:
    from hub.accounts.models import Organisation


def clean_name(name: str) -> str:
    """Return a name safe to show and to offer for saving: no folders, no control or direction marks, at most 120 characters."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", name)
        if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    return kept.strip(" .")[-120:].strip(" .") or "file"


def store_upload(
    *, actor: Actor, upload: UploadedFile[Any], organisation: Organisation, subject: models.Model | None, now: datetime
) -> StoredFile:
    """Check, hash and keep an upload under a random name. Raises UnacceptableFile (empty, too_big, unknown_type, damaged)."""
    if upload.size is None or upload.size > settings.HUB_MAX_UPLOAD_BYTES:
        raise UnacceptableFile("too_big")
    kind = read_kind(upload)  # type: ignore[arg-type]
    hasher = hashlib.sha256()
    for chunk in upload.chunks():
        hasher.update(chunk)
    upload.seek(0)
    file = StoredFile(
        public_id=new_public_id(),
        original_name=clean_name(upload.name or ""),
        media_type=kind.media_type,
        size=upload.size,
        sha256=hasher.hexdigest(),
        organisation=organisation,
        uploaded_by=actor.someone,
        uploaded_at=now,
        subject=subject,
    )
    with transaction.atomic():
        file.content.save(f"{new_public_id()}{new_public_id()}{kind.extension}", upload, save=False)
        file.save()
        record(actor=actor, verb="file.stored", subject=file, data={"sha256": file.sha256}, now=now)
    return file
