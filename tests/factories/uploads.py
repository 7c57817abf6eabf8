"""Real files, made on the spot."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def build_pdf(*objects: bytes, root: bytes = b"", before: bytes = b"") -> bytes:
    """Return a whole PDF with one empty page; `objects` come after its own three, `root` stands in the catalogue."""
    own = [
        b"<</Type/Catalog/Pages 2 0 R" + root + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    body, offsets = bytearray(b"%PDF-1.4\n" + before), []
    for number, text in enumerate([*own, *objects], start=1):
        offsets.append(len(body))
        body += b"%d 0 obj" % number + text + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return bytes(body) + head + table + tail


PDF = build_pdf()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    Image.new(mode, size, 1).save(buffer, kind)
    return buffer.getvalue()


def make_pdf(text: str = "") -> bytes:
    """Return a small PDF that holds a text in a comment."""
    return build_pdf(before=b"% " + text.encode() + b"\n")


def upload(content: bytes = PDF, name: str = "sheet.pdf", claimed: str = "application/pdf") -> SimpleUploadedFile:
    """Return what a form hands to a view."""
    return SimpleUploadedFile(name, content, claimed)
