"""Files that people send who mean harm, made on the spot: name, content, and the media types that a field may take."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from hub.files.typing import DOCUMENTS_AND_OFFICE
from tests.factories.uploads import build_pdf, picture

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = f"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>"""
MACRO_TYPES = TYPES.replace("</Types>", '<Default ContentType="application/vnd.ms-word.macroEnabled"/></Types>')
RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="r1" Type="http://x/{kind}" Target="http://127.0.0.1/evil" TargetMode="External"/></Relationships>"""
LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
)
LAUGHS += "]><Types>&j;</Types>"
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Types>&f;</Types>'


@dataclass(frozen=True)
class Hostile:
    """One file. `harmless_once_redrawn`: a true picture, kept without what was hidden in it."""

    name: str
    content: bytes
    allowed: frozenset[str] = DOCUMENTS_AND_OFFICE
    harmless_once_redrawn: bool = False


def make_docx(parts: dict[str, str | bytes] | None = None, *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a small Word document; `parts` are added or stand in for its own."""
    made = io.BytesIO()
    own: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": "<w:document xmlns:w='x'/>"}
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, text in (own | (parts or {})).items():
            archive.writestr(name, text)
    return made.getvalue()


def png(width: int, height: int, data: bytes | None = None) -> bytes:
    """Return a PNG of one bit a point that claims a size; the data are those of an empty picture unless given."""
    rows = data if data is not None else zlib.compress(bytes(100_000))
    made = b"\x89PNG\r\n\x1a\n"
    for kind, text in (
        (b"IHDR", struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    ):
        made += struct.pack("!I", len(text)) + kind + text + struct.pack("!I", zlib.crc32(kind + text))
    return made


def _lying_zip() -> bytes:
    whole = make_docx({"word/media/a.bin": b"\x00" * 5_000_000})
    return whole.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 1000))


def _spoilt(archive: bytes, part: bytes) -> bytes:
    """Return an archive with rubbish where the packed data of one part begin, past its header of LZMA."""
    start = archive.index(part) + len(part) + 9
    return archive[:start] + b"\xff" * 24 + archive[start + 24 :]


def web_files() -> Iterator[Hostile]:
    """Things that a browser or a server would run."""
    for name in ("x.svg", "x.svg.png", "x.png", "x.pdf", "x.jpg\x00.svg", "avatar.SVG"):
        yield Hostile(name, SVG)
    for name in ("x.html", "x.htm.pdf", "x.xhtml", "x.shtml", "..%2f..%2fx.html", "x.pdf;.html"):
        yield Hostile(name, HTML)
    scripts = {
        "x.php": b"<?php system($_GET[1]);", "x.php.jpg": b"<?php phpinfo();", "x.phtml": b"<?= `id` ?>", "x.jsp": b"<%= 1 %>",
        "x.js": b"alert(1)", "x.css": b"@import 'http://127.0.0.1/'", "x.hta": b"<hta:application/>", ".htaccess": b"AddType x y",
        "web.config": b"<configuration/>", "x.xml": XXE.encode(), "x.xsl": b"<xsl:stylesheet/>", "x.swf": b"FWS\x09" + b"\0" * 40,
        "x.mhtml": b"MIME-Version: 1.0\r\n\r\n", "x.url": b"[InternetShortcut]\r\nURL=http://127.0.0.1",
        "x.txt": EICAR, "eicar.com": EICAR, "x.exe": b"MZ\x90\x00" + b"\0" * 60, "annual\u202efdp.exe": b"MZ" + b"\0" * 60,
        "x.elf": b"\x7fELF" + b"\0" * 60, "x.sh": b"#!/bin/sh\nid", "x.bat": b"@echo off", "x.lnk": b"L\0\0\0\x01\x14\x02",
        "x.class": b"\xca\xfe\xba\xbe\0\0", "x.wasm": b"\0asm\x01\0\0\0", "empty.pdf": b"", "one.pdf": b"%", "x.csv": b"=cmd|' /C calc'!A0",
    }  # fmt: skip
    for name, content in scripts.items():
        yield Hostile(name, content)


def polyglots() -> Iterator[Hostile]:
    """Files that are two things at once."""
    yield Hostile("gif.js.gif", b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//;")
    yield Hostile("html-then-pdf.pdf", HTML + build_pdf())
    yield Hostile("pdf-then-html.pdf", build_pdf() + HTML * 100)
    yield Hostile("pdf-zip.pdf", build_pdf() + make_docx({"a": b"x" * 9000}, compression=zipfile.ZIP_STORED))
    yield Hostile("bmp.js", b"BM/*" + b"\0" * 40 + b"*/=1;")
    yield Hostile("png-head.html", picture("PNG")[:8] + HTML)
    yield Hostile("jpeg-head.php", b"\xff\xd8\xff\xe0<?php system($_GET[1]); ?>")
    yield Hostile("webp.png", picture("WEBP"))
    yield Hostile("zip-then-jpeg.jpg", make_docx() + picture("JPEG"), frozenset({"image/jpeg"}))
    tail = b"<script>alert(1)</script>"
    yield Hostile("png-then-html.png", picture("PNG") + tail, harmless_once_redrawn=True)
    yield Hostile(
        "jpeg-then-php.jpg.php", picture("JPEG") + b"<?php system($_GET[1]); ?>" + tail, harmless_once_redrawn=True
    )
    jpeg = picture("JPEG")
    comment = b"\xff\xfe" + struct.pack("!H", len(tail) + 2) + tail
    yield Hostile("jpeg-comment.jpg", jpeg[:2] + comment + jpeg[2:], harmless_once_redrawn=True)
    plain = picture("PNG")
    text = b"tEXtComment\x00" + tail
    chunk = struct.pack("!I", len(text) - 4) + text + struct.pack("!I", zlib.crc32(text))
    yield Hostile("png-text.png", plain[:33] + chunk + plain[33:], harmless_once_redrawn=True)


def bombs() -> Iterator[Hostile]:
    """Files that grow when they are read."""
    yield Hostile("64-million-points.png", picture("PNG", (8000, 8000), "1"))
    yield Hostile("claims-4-billion.png", png(65535, 65535))
    yield Hostile("claims-everything.png", png(2**31 - 1, 2**31 - 1))
    yield Hostile("data-bomb.png", png(100, 100, zlib.compress(b"\0" * 100_000_000)), harmless_once_redrawn=True)
    yield Hostile("zeros.docx", make_docx({"word/media/a.bin": b"\0" * 30_000_000}))
    yield Hostile("many.docx", make_docx({f"word/{n}": b"" for n in range(2500)}))
    yield Hostile("lying.docx", _lying_zip())
    yield Hostile("big-types.docx", make_docx({"[Content_Types].xml": TYPES + " " * 5_000_000}))
    yield Hostile("laughs.docx", make_docx({"[Content_Types].xml": LAUGHS}))
    yield Hostile("laughs.svg", LAUGHS.encode())
    flate = zlib.compress(b"\0" * 80_000_000)
    bomb = b"<</Type/ObjStm/N 9/First 9/Filter/FlateDecode/Length %d>>stream\n" % len(flate) + flate + b"\nendstream"
    yield Hostile("endless-objects.pdf", build_pdf(*[b"<</Next %d 0 R>>" % n for n in range(60_000)]))
    yield Hostile("object-stream.pdf", build_pdf(bomb, root=b"/AA 4 0 R"))
    yield Hostile("deep.pdf", build_pdf(b"[" * 20_000 + b"]" * 20_000))


def office_files() -> Iterator[Hostile]:
    """Office files that would do something, or are not quite what they say."""
    parts: dict[str, dict[str, str | bytes]] = {
        "macro.docx": {"word/vbaProject.bin": b"x"},
        "embedded.docx": {"word/embeddings/oleObject1.bin": b"x"},
        "activex.docx": {"word/activeX/activeX1.xml": b"<x/>"},
        "template.docx": {"word/_rels/settings.xml.rels": RELS.format(kind="attachedTemplate")},
        "ole-link.docx": {"word/_rels/document.xml.rels": RELS.format(kind="oleObject")},
        "xxe.docx": {"[Content_Types].xml": XXE},
        "xxe-rels.docx": {"_rels/.rels": XXE},
        "macro-type.docx": {"[Content_Types].xml": MACRO_TYPES},
        "climbs.docx": {"../../etc/cron.d/x": b"x"},
        "absolute.docx": {"/etc/passwd": b"x"},
        "backslash.docx": {"word\\..\\..\\x": b"x"},
        "no-types.docx": {"[Content_Types].xml": "<Types/>"},
    }  # fmt: skip
    for name, more in parts.items():
        yield Hostile(name, make_docx(more))
    yield Hostile("plain.zip", make_docx()[:60] + b"\0" * 60)
    yield Hostile("jar.docx", b"PK\x03\x04" + b"\0" * 200)
    yield Hostile("cut.docx", make_docx()[:-30])
    packed = make_docx({"word/media/a.bin": bytes(range(256)) * 40}, compression=zipfile.ZIP_LZMA)
    yield Hostile("broken-lzma.docx", _spoilt(packed, b"word/media/a.bin"))
    yield Hostile("not-for-this-field.docx", make_docx(), frozenset({"application/pdf"}))


def active_pdfs() -> Iterator[Hostile]:
    """PDFs that would do something when opened."""
    actions = {
        "js.pdf": b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
        "launch.pdf": b"<</S/Launch/F(calc.exe)>>",
        "submit.pdf": b"<</S/SubmitForm/F(http://127.0.0.1/)>>",
        "remote.pdf": b"<</S/GoToR/F(//127.0.0.1/share)>>",
        "hex-name.pdf": b"<</S/J#61vaScript/J#53(app.alert\\(1\\))>>",
        "deep-js.pdf": b"<</A[<</B[<</S/JavaScript/JS(x)>>]>>]>>",
    }
    for name, action in actions.items():
        yield Hostile(name, build_pdf(action, root=b"/OpenAction 4 0 R"))
    yield Hostile("unused-js.pdf", build_pdf(b"<</S/JavaScript/JS(x)>>"))
    yield Hostile("names-js.pdf", build_pdf(root=b"/Names<</JavaScript<</Names[]>>>>"))
    yield Hostile("embedded.pdf", build_pdf(root=b"/Names<</EmbeddedFiles<</Names[]>>>>"))
    yield Hostile("attachment.pdf", build_pdf(b"<</Type/Annot/Subtype/FileAttachment>>"))
    yield Hostile("indirect-launch.pdf", build_pdf(b" /Launch ", root=b"/OpenAction<</S 4 0 R/F(calc.exe)>>"))
    yield Hostile("two-hops.pdf", build_pdf(b" 5 0 R ", b" /Launch ", root=b"/OpenAction<</S 4 0 R/F(calc.exe)>>"))
    yield Hostile("circle.pdf", build_pdf(b" 5 0 R ", b" 4 0 R ", root=b"/OpenAction<</S 4 0 R>>"))
    yield Hostile("indirect-attachment.pdf", build_pdf(b" /FileAttachment ", b"<</Type/Annot/Subtype 4 0 R>>"))
    stream = b"<</Length 2>>stream\nMZ\nendstream"
    yield Hostile("untyped-file.pdf", build_pdf(stream, b"<</F(a.exe)/EF<</F 4 0 R>>>>", root=b"/AF[5 0 R]"))
    yield Hostile("unlisted-file.pdf", build_pdf(stream, b"<</F(a.exe)/EF<</F 4 0 R>>>>"))
    yield Hostile("xfa.pdf", build_pdf(root=b"/AcroForm<</XFA[]>>"))
    yield Hostile("page-open.pdf", build_pdf(b"<</AA<</O<</S/JavaScript/JS(x)>>>>>>"))
    yield Hostile("rich-media.pdf", build_pdf(b"<</Type/Annot/Subtype/RichMedia>>"))
    yield Hostile("no-end.pdf", build_pdf().replace(b"%%EOF", b""))
    yield Hostile("encrypted.pdf", build_pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard>>"))


def corpus() -> list[Hostile]:
    """Return all of them."""
    return [*web_files(), *polyglots(), *bombs(), *office_files(), *active_pdfs()]
