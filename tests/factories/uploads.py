"""Real files, made on the spot."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    Image.new(mode, size, 1).save(buffer, kind)
    return buffer.getvalue()


def make_pdf(text: str = "") -> bytes:
    """Return a small PDF that holds a text in a comment."""
    return PDF.replace(b"1 0 obj", b"% " + text.encode() + b"\n1 0 obj")


def upload(content: bytes = PDF, name: str = "sheet.pdf", claimed: str = "application/pdf") -> SimpleUploadedFile:
    """Return what a form hands to a view."""
    return SimpleUploadedFile(name, content, claimed)
