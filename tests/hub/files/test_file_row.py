"""A stored file beside what it belongs to: what the scan says, and a link only when it may be opened."""

import pytest
from django.template import Context, Template

from hub.files.models import StoredFile

pytestmark = pytest.mark.django_db


def drawn(scan_state: str, settings, clamd: str = "") -> str:
    settings.HUB_CLAMD = clamd
    file = StoredFile(
        public_id="abc234def567",
        original_name="数据.pdf",
        media_type="application/pdf",
        size=2048,
        scan_state=scan_state,
    )
    return Template("{% load files_tags %}{% stored_file file state='Not public' %}").render(Context({"file": file}))


@pytest.mark.parametrize(
    ("scan_state", "clamd", "words", "linked"),
    [
        ("not-scanned", "", "Not public", True),
        ("not-scanned", "127.0.0.1:1", "Being checked for viruses", False),
        ("pending", "127.0.0.1:1", "Being checked for viruses", False),
        ("clean", "127.0.0.1:1", "Not public", True),
        ("refused", "127.0.0.1:1", "Refused: a virus was found", False),
    ],
)
def test_a_stored_file_says_its_scan_and_is_a_link_once_it_may_be_opened(
    scan_state: str, clamd: str, words: str, linked: bool, settings
) -> None:
    row = drawn(scan_state, settings, clamd)
    assert words in row
    assert ('href="/en/files/abc234def567/"' in row) == linked
    assert "数据.pdf" in row
    assert "PDF" in row
