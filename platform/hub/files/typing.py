"""What a file is, by its content; what its name claims does not count."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

HEAD = 16
MAX_PIXELS = 50_000_000
_SIGNATURES = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
EXTENSIONS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


class UnacceptableFile(Exception):
    """The content is not one of the kinds we keep, or is damaged. `code` is one of: empty, too_big, unknown_type, damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class FileKind:
    """A media type read from the content, with the extension that belongs to it."""

    media_type: str

    @property
    def extension(self) -> str:
        """The extension, with its dot."""
        return EXTENSIONS[self.media_type]


def read_kind(content: BinaryIO) -> FileKind:
    """Return what the content is: PDF, PNG or JPEG, each checked beyond its first bytes. Raises UnacceptableFile."""
    content.seek(0)
    head = content.read(HEAD)
    content.seek(0)
    if not head:
        raise UnacceptableFile("empty")
    media_type = next((m for magic, m in _SIGNATURES.items() if head.startswith(magic)), None)
    if media_type is None:
        raise UnacceptableFile("unknown_type")
    if media_type == "application/pdf":
        _check_pdf(content)
    else:
        _check_image(content, media_type)
    content.seek(0)
    return FileKind(media_type)


def _check_pdf(content: BinaryIO) -> None:
    content.seek(0, 2)
    content.seek(max(0, content.tell() - 2048))
    if b"%%EOF" not in content.read():
        raise UnacceptableFile("damaged")


def _check_image(content: BinaryIO, media_type: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(content, formats=["PNG" if media_type == "image/png" else "JPEG"]) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise UnacceptableFile("damaged")
                image.load()
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise UnacceptableFile("damaged") from error
