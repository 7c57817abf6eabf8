"""The picture that stands for a page where people share it: drawn with Pillow, in the Hub's colours.

A Chinese title needs a font that the machine may not have; without one the card shows the mark alone, never boxes.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cms.structured import CARD_SIZE
from hub.common.bilingual import Language, language_of_text

PAPER, INK, QUIET, JADE = "#fbfaf7", "#191d26", "#545a68", "#12604a"
MARGIN, LINES = 88, 4
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
CHINESE_FONTS = ("NotoSansCJK*", "NotoSerifCJK*", "wqy-*", "SourceHanSans*", "msyh*", "simhei*", "PingFang*")
LATIN_FONTS = ("Inter-*", "NotoSans-Bold*", "DejaVuSans-Bold*", "LiberationSans-Bold*", "arialbd*")

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def font_file(chinese: bool) -> Path | None:
    """Return a font of this machine that can write the script, or None."""
    patterns = CHINESE_FONTS if chinese else (*LATIN_FONTS, *CHINESE_FONTS)
    for pattern in patterns:
        for folder in FONT_FOLDERS:
            found = next(iter(sorted(folder.rglob(pattern))), None) if folder.is_dir() else None
            if found is not None and found.suffix.lower() in {".ttf", ".ttc", ".otf"}:
                return found
    return None


def _font(chinese: bool, size: int) -> Font | None:
    file = font_file(chinese)
    if file is not None:
        return ImageFont.truetype(str(file), size)
    return None if chinese else ImageFont.load_default(size)


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: Font, width: int) -> list[str]:
    """Break a text into lines: between words, and between Han characters."""
    lines, line = [], ""
    parts = list(text) if language_of_text(text) == Language.ZH else [f"{word} " for word in text.split()]
    for part in parts:
        if line and draw.textlength(f"{line}{part}".rstrip(), font=font) > width:
            lines.append(line.rstrip())
            line = ""
        line += part
    lines.append(line.rstrip())
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][:-1]}…"]
    return lines


def draw_card(title: str, site: str) -> bytes:
    """Return a PNG of 1200 × 630 pixels with the title and the site's name."""
    width, height = CARD_SIZE
    card = Image.new("RGB", CARD_SIZE, PAPER)
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, 24, height), fill=JADE)
    draw.line((MARGIN, height - 130, width - MARGIN, height - 130), fill=QUIET, width=2)
    draw.ellipse((MARGIN, height - 98, MARGIN + 44, height - 54), outline=JADE, width=8)
    _write(draw, title, 72, (MARGIN, 84), INK, width - 2 * MARGIN)
    _write(draw, site, 34, (MARGIN + 64, height - 98), QUIET, width - 3 * MARGIN)
    out = io.BytesIO()
    card.save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(draw: ImageDraw.ImageDraw, text: str, size: int, place: tuple[int, int], colour: str, width: int) -> None:
    font = _font(language_of_text(text) == Language.ZH, size)
    if font is None:
        return
    left, top = place
    for number, line in enumerate(_wrapped(draw, text, font, width)):
        draw.text((left, top + round(number * size * 1.3)), line, font=font, fill=colour)
