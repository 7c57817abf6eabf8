"""Pictures are decoded and drawn anew: what hides before, behind or between the picture's own data does not survive."""

from __future__ import annotations

import io
import warnings
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from hub.files.refusal import UnacceptableFile

MAX_PIXELS = 30_000_000  # 90 MB in memory
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
JPEG_QUALITY = 92
_DAMAGED = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)


def check_picture(content: BinaryIO, media_type: str) -> None:
    """Decode a picture. Raises UnacceptableFile (damaged; bomb over 30 million points)."""
    _decoded(content, media_type)


def redraw(content: BinaryIO, media_type: str) -> bytes:
    """Return a picture drawn anew, upright, without metadata (places, devices, comments). Raises UnacceptableFile."""
    image = _decoded(content, media_type)  # not closed: that would close the upload
    made, profile = io.BytesIO(), image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    upright.info.clear()
    if media_type == "image/jpeg":
        upright.save(made, "JPEG", quality=JPEG_QUALITY, exif=b"", icc_profile=profile)
    else:
        upright.save(made, "PNG", compress_level=4, icc_profile=profile)
    return made.getvalue()


def _decoded(content: BinaryIO, media_type: str) -> Image.Image:
    content.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(content, formats=[FORMATS[media_type]])
            if image.width * image.height > MAX_PIXELS:
                raise UnacceptableFile("bomb")
            image.load()
            return image
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnacceptableFile("bomb") from error
    except _DAMAGED as error:
        raise UnacceptableFile("damaged") from error
