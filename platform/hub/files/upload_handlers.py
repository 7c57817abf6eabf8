"""Stop taking in an upload at the limit, while it streams; the form still hears of it."""

from __future__ import annotations

from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler


class LimitingUploadHandler(FileUploadHandler):
    """Let no more than HUB_MAX_UPLOAD_BYTES of a file through to memory or disk. A longer file arrives at the form empty,
    with its true size, so that it is refused beside its field and nothing else of the form is lost.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand a chunk on while the file keeps within the limit."""
        return raw_data if start + len(raw_data) <= settings.HUB_MAX_UPLOAD_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Stand in for a file that was too long; close what a later handler has opened for it."""
        if file_size <= settings.HUB_MAX_UPLOAD_BYTES:
            return None
        for handler in getattr(self.request, "upload_handlers", ()):
            if isinstance(handler, TemporaryFileUploadHandler) and handler.file is not None:
                handler.file.close()
        nothing: IO[Any] = ContentFile(b"")
        return UploadedFile(nothing, self.file_name, self.content_type, file_size, self.charset)
