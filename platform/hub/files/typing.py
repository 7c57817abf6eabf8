"""What a file is, by its content; what its name claims does not count. Every kind is taken apart before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.files.office import OFFICE_TYPES, read_office
from hub.files.pdfs import check_pdf
from hub.files.pictures import check_picture
from hub.files.refusal import UnacceptableFile

__all__ = ["DOCUMENTS", "DOCUMENTS_AND_OFFICE", "PICTURES", "FileKind", "UnacceptableFile", "read_kind"]

HEAD = 16
PDF = "application/pdf"
ZIP = "application/zip"
_SIGNATURES = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"PK\x03\x04": ZIP}
EXTENSIONS = {PDF: ".pdf", "image/png": ".png", "image/jpeg": ".jpg"} | {
    t: k.extension for t, k in OFFICE_TYPES.items()
}
PICTURES = frozenset({"image/png", "image/jpeg"})
DOCUMENTS = PICTURES | {PDF}
DOCUMENTS_AND_OFFICE = DOCUMENTS | frozenset(OFFICE_TYPES)
_NAMES: dict[str, str | Promise] = {
    PDF: _("PDF"),
    "image/png": _("PNG picture"),
    "image/jpeg": _("JPEG picture"),
    **{media_type: kind.name for media_type, kind in OFFICE_TYPES.items()},
}


@dataclass(frozen=True)
class FileKind:
    """A media type read from the content, with the extension that belongs to it."""

    media_type: str

    @property
    def extension(self) -> str:
        """The extension, with its dot."""
        return EXTENSIONS[self.media_type]

    @property
    def name(self) -> str:
        """What people call it."""
        return str(_NAMES[self.media_type])


def read_kind(content: BinaryIO, allowed: frozenset[str] = DOCUMENTS) -> FileKind:
    """Return what the content is, taken apart beyond its first bytes, and leave it at its beginning.

    `allowed` are the media types that the field takes (DOCUMENTS unless told). Raises UnacceptableFile.
    """
    content.seek(0)
    head = content.read(HEAD)
    content.seek(0)
    if not head:
        raise UnacceptableFile("empty")
    media_type = next((m for magic, m in _SIGNATURES.items() if head.startswith(magic)), None)
    if media_type == ZIP and not allowed.isdisjoint(OFFICE_TYPES):
        media_type = read_office(content)
    if media_type is None or media_type not in allowed:
        raise UnacceptableFile("unknown_type")
    if media_type == PDF:
        check_pdf(content)
    elif media_type in PICTURES:
        check_picture(content, media_type)
    content.seek(0)
    return FileKind(media_type)
