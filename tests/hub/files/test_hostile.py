"""Files that mean harm: none is run, none is served inline, none takes long to refuse."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import resource
import time
from pathlib import Path

import pytest
from django.utils import timezone

from hub.files.models import StoredFile
from hub.files.receiving import clean_name
from hub.files.services import store_upload
from hub.files.typing import DOCUMENTS_AND_OFFICE, UnacceptableFile, read_kind
from tests.factories.accounts import actor_for, admin_of, make_organisation, signed_in
from tests.factories.uploads import build_pdf, upload
from tests.hub.files.hostile import DOCX, Hostile, corpus, make_docx

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "security" / "hostile_uploads.jsonl"
CORPUS = corpus()
SECONDS = 1.0
MEGABYTES = 200


def test_there_are_enough_of_them() -> None:
    assert len(CORPUS) >= 60


@pytest.mark.django_db
@pytest.mark.parametrize("case", CORPUS, ids=[ascii(case.name) for case in CORPUS])
def test_none_is_taken_as_it_is_and_none_takes_long(case: Hostile) -> None:
    organisation = make_organisation()
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.thread_time()
    expected = contextlib.nullcontext() if case.harmless_once_redrawn else pytest.raises(UnacceptableFile)
    with expected:
        store_upload(
            actor=actor_for(organisation),
            upload=upload(case.content, case.name, "image/png"),
            organisation=organisation,
            subject=None,
            now=timezone.now(),
            allowed=case.allowed,
        )
    kept = list(StoredFile.objects.all())
    assert len(kept) == case.harmless_once_redrawn
    for file in kept:
        _is_only_a_picture(file, admin_of(organisation))
    assert time.thread_time() - begin < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024


def _is_only_a_picture(file: StoredFile, owner: object) -> None:
    answer = signed_in(owner).get(f"/en/files/{file.public_id}/")  # type: ignore[arg-type]
    body = b"".join(answer.streaming_content)
    assert b"<script" not in body
    assert b"<?php" not in body
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] in {"image/png", "image/jpeg"}
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox",
    )  # fmt: skip
    assert file.original_name.endswith((".png", ".jpg"))


@pytest.mark.skipif(not SHARED.exists(), reason="the collected corpus lies beside the repository only in development")
def test_no_file_of_the_collected_corpus_is_taken() -> None:
    codes = {}
    for line in SHARED.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        assert "/" not in clean_name(case["filename"])
        with pytest.raises(UnacceptableFile) as refusal:
            read_kind(io.BytesIO(base64.b64decode(case["content_b64"])), DOCUMENTS_AND_OFFICE)
        codes[case["id"]] = refusal.value.code
    assert len(codes) == 21
    assert set(codes.values()) == {"unknown_type"}


@pytest.mark.parametrize(
    ("content", "media_type"), [(make_docx(), DOCX), (build_pdf(b"<</Title(A page)>>"), "application/pdf")]
)
def test_honest_documents_are_taken(content: bytes, media_type: str) -> None:
    assert read_kind(io.BytesIO(content), DOCUMENTS_AND_OFFICE).media_type == media_type


@pytest.mark.parametrize(
    ("name", "extension", "kept"),
    [
        ("photo.jpg.php", ".jpg", "photo.jpg.php.jpg"),
        ("photo.jpeg", ".jpg", "photo.jpeg"),
        ("PHOTO.JPG", ".jpg", "PHOTO.JPG"),
        ("page.html", ".pdf", "page.html.pdf"),
        ("noname", ".png", "noname.png"),
        ("..%2f..%2fetc", ".png", "%2f..%2fetc.png"),
        ("x" * 300, ".png", "x" * 116 + ".png"),
        ("", ".png", "file.png"),
    ],
)
def test_a_name_ends_as_its_content_does(name: str, extension: str, kept: str) -> None:
    assert clean_name(name, extension) == kept
