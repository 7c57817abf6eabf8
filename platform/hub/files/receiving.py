"""Take an upload in before any transaction: check it, draw pictures anew, hash it, keep it under a random name."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

from hub.common.ids import new_public_id
from hub.files.models import private_storage
from hub.files.pictures import redraw
from hub.files.typing import DOCUMENTS, PICTURES, UnacceptableFile, read_kind

CHUNK = 64 * 1024
SAME_EXTENSION = {".jpeg": ".jpg", ".jpe": ".jpg"}
MAX_NAME = 120


@dataclass(frozen=True)
class Received:
    """Content that lies in the store and belongs to nothing yet. What nobody keeps is swept away after an hour."""

    stored_as: str
    original_name: str
    media_type: str
    size: int
    sha256: str


def clean_name(name: str, extension: str = "") -> str:
    """Return a name safe to show and to offer for saving: no folders, no control or direction marks, at most 120 characters,
    and, when given, with the extension that belongs to the content.
    """
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", name)
        if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    kept = kept.strip(" .")[-MAX_NAME:].strip(" .") or "file"
    dot = kept.rfind(".")
    claimed = kept[dot:].lower() if dot > 0 else ""
    if extension and SAME_EXTENSION.get(claimed, claimed) != extension:
        kept = kept[: MAX_NAME - len(extension)] + extension
    return kept


def receive(upload: UploadedFile[Any], allowed: frozenset[str] = DOCUMENTS) -> Received:
    """Check an upload and lay its content into the store. Call it outside transactions: it decodes and writes.

    Raises UnacceptableFile; then nothing was stored.
    """
    if upload.size is None or upload.size > settings.HUB_MAX_UPLOAD_BYTES:
        raise UnacceptableFile("too_big")
    kind = read_kind(upload, allowed)  # type: ignore[arg-type]
    content: BinaryIO = upload  # type: ignore[assignment]
    if kind.media_type in PICTURES:
        content = io.BytesIO(redraw(content, kind.media_type))
    content.seek(0)
    hasher, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        hasher.update(chunk)
        size += len(chunk)
    content.seek(0)
    name = f"{new_public_id()}{new_public_id()}{kind.extension}"
    stored_as = private_storage().save(name, File(content))
    original = clean_name(upload.name or "", kind.extension)
    return Received(stored_as, original, kind.media_type, size, hasher.hexdigest())


def discard(received: Received) -> None:
    """Take content out of the store again that is not kept after all."""
    private_storage().delete(received.stored_as)
