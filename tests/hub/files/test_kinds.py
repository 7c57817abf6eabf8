"""What a file is, is read from its content."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from hub.activity.models import Activity
from hub.files.models import StoredFile
from hub.files.services import clean_name, store_upload
from hub.files.typing import UnacceptableFile, read_kind
from tests.factories.accounts import actor_for, make_organisation
from tests.factories.uploads import PDF, make_pdf, picture, upload

HOSTILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "security" / "hostile_uploads.jsonl"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "media_type", "extension"),
    [
        (PDF, "application/pdf", ".pdf"),
        (make_pdf("x" * 5000), "application/pdf", ".pdf"),
        (PDF + b"\n" * 1000, "application/pdf", ".pdf"),
        (picture("PNG"), "image/png", ".png"),
        (picture("PNG", mode="RGBA"), "image/png", ".png"),
        (picture("PNG", mode="1"), "image/png", ".png"),
        (picture("JPEG"), "image/jpeg", ".jpg"),
        (picture("JPEG", mode="L"), "image/jpeg", ".jpg"),
    ],
)
def test_pdf_png_and_jpeg_are_known_by_their_content(content: bytes, media_type: str, extension: str) -> None:
    file = io.BytesIO(content)
    kind = read_kind(file)
    assert (kind.media_type, kind.extension) == (media_type, extension)
    assert file.tell() == 0


REFUSED = {
    "nothing": (b"", "empty"),
    "svg": (SVG, "unknown_type"),
    "svg with a declaration": (b'<?xml version="1.0"?>' + SVG, "unknown_type"),
    "html": (b"<!doctype html><script>alert(1)</script>", "unknown_type"),
    "exe": (b"MZ\x90\x00\x03" + b"\x00" * 200, "unknown_type"),
    "elf": (b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "unknown_type"),
    "zip": (b"PK\x03\x04" + b"\x00" * 200, "unknown_type"),
    "gif": (picture("GIF"), "unknown_type"),
    "webp": (picture("WEBP"), "unknown_type"),
    "bmp": (picture("BMP"), "unknown_type"),
    "plain text": (b"just words", "unknown_type"),
    "one byte": (b"%", "unknown_type"),
    "space before the pdf": (b" " + PDF, "unknown_type"),
    "html that talks about pdf": (b"<html>%PDF-1.4 %%EOF</html>", "unknown_type"),
    "pdf without its end": (PDF.replace(b"%%EOF", b""), "damaged"),
    "pdf cut off": (PDF[:20], "damaged"),
    "pdf with a tail": (PDF + b"<script>" * 1000, "damaged"),
    "png cut off": (picture("PNG", (200, 200))[:-80], "damaged"),
    "png head only": (picture("PNG")[:8], "damaged"),
    "png head and html": (picture("PNG")[:8] + b"<script>alert(1)</script>", "damaged"),
    "jpeg cut off": (picture("JPEG", (200, 200))[:300], "damaged"),
    "jpeg head and php": (b"\xff\xd8\xff\xe0<?php system($_GET[1]); ?>", "damaged"),
    "picture of 64 million points": (picture("PNG", (8000, 8000), "1"), "bomb"),
    "picture of 196 million points": (picture("PNG", (14000, 14000), "1"), "bomb"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_everything_else_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(UnacceptableFile) as refusal:
        read_kind(io.BytesIO(content))
    assert refusal.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "claimed", "code"),
    [
        (b"<html></html>", "sheet.pdf", "application/pdf", "unknown_type"),
        (SVG, "drawing.png", "image/png", "unknown_type"),
        (b"MZ\x90", "sheet.pdf.exe", "application/pdf", "unknown_type"),
        (b"", "sheet.pdf", "application/pdf", "empty"),
        (PDF[:20], "sheet.pdf", "application/pdf", "damaged"),
    ],
)
def test_a_refused_upload_leaves_no_row_no_act_and_no_file(
    content: bytes, name: str, claimed: str, code: str, settings
) -> None:
    organisation = make_organisation()
    folder = Path(settings.HUB_FILES_DIR)
    files, acts = set(folder.glob("**/*")), Activity.objects.count()
    with pytest.raises(UnacceptableFile) as refusal:
        store_upload(
            actor=actor_for(organisation),
            upload=upload(content, name, claimed),
            organisation=organisation,
            subject=None,
            now=timezone.now(),
        )
    assert refusal.value.code == code
    assert StoredFile.objects.count() == 0
    assert Activity.objects.count() == acts
    assert set(folder.glob("**/*")) == files


@pytest.mark.django_db
def test_an_upload_over_the_limit_is_refused_before_it_is_read(settings) -> None:
    settings.HUB_MAX_UPLOAD_BYTES = len(PDF) - 1
    organisation = make_organisation()
    given = {"actor": actor_for(organisation), "organisation": organisation, "subject": None, "now": timezone.now()}
    with pytest.raises(UnacceptableFile) as refusal:
        store_upload(upload=upload(), **given)
    assert refusal.value.code == "too_big"
    assert StoredFile.objects.count() == 0
    settings.HUB_MAX_UPLOAD_BYTES = len(PDF)
    assert store_upload(upload=upload(), **given).size == len(PDF)


@pytest.mark.django_db
def test_a_stored_file_has_a_random_name_its_hash_and_its_true_type() -> None:
    organisation, content = make_organisation(), picture("PNG")
    file = store_upload(
        actor=actor_for(organisation),
        upload=upload(content, "../Plan: final.pdf", "application/pdf"),
        organisation=organisation,
        subject=None,
        now=timezone.now(),
    )
    assert (file.media_type, file.original_name) == ("image/png", "Plan: final.pdf.png")
    assert file.content.name.endswith(".png")
    assert "Plan" not in file.content.name
    with file.content.open("rb") as kept:
        stored = kept.read()
    assert (file.size, file.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())
    assert Image.open(io.BytesIO(stored)).tobytes() == Image.open(io.BytesIO(content)).tobytes()
    act = Activity.objects.get(verb="file.stored")
    assert (act.subject, act.data) == (file, {"sha256": file.sha256})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("sheet.pdf", "sheet.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("C:\\Users\\lin\\数据 表.pdf", "数据 表.pdf"),
        ("/absolute/path.png", "path.png"),
        ("..", "file"),
        ("../", "file"),
        (".", "file"),
        ("", "file"),
        ("   ", "file"),
        ("...hidden", "hidden"),
        ("trailing. . .", "trailing"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("\ufeffbom.pdf", "bom.pdf"),
        ("line\nbreak\r.pdf", "linebreak.pdf"),
        ("null\x00byte.pdf", "nullbyte.pdf"),
        ("bell\x07\x1b[31m.pdf", "bell[31m.pdf"),
        ("line\u2028separator\u2029.pdf", "lineseparator.pdf"),
        ("lone\ud800surrogate.pdf", "lonesurrogate.pdf"),
        ("private\ue000use.pdf", "privateuse.pdf"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ('quo"te.pdf', 'quo"te.pdf'),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("name." + "y" * 119, "y" * 119),
        ("\u202e\u200b", "file"),
    ],
)
def test_names_are_safe_to_show_and_to_save(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.skipif(
    not HOSTILE.exists(), reason="the corpus of hostile uploads lies beside the repository only in development"
)
def test_no_file_of_the_hostile_corpus_is_taken() -> None:
    codes = {}
    for line in HOSTILE.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        assert "/" not in clean_name(case["filename"])
        with pytest.raises(UnacceptableFile) as refusal:
            read_kind(io.BytesIO(base64.b64decode(case["content_b64"])))
        codes[case["id"]] = refusal.value.code
    assert len(codes) == 21
    assert set(codes.values()) == {"unknown_type"}
