"""Running text on its way out."""

import pytest
from wagtail.rich_text import RichText

from cms.templatetags.cms_text import prose

pytestmark = pytest.mark.django_db


def test_few_tags_and_no_scripts() -> None:
    links = '<a href="javascript:alert(1)">link</a> <a href="https://example.org/">good</a>'
    stored = f'<p onclick="x()">A <b>bold</b> <script>alert(1)</script>{links}<img src=x></p>'
    shown = str(prose(RichText(stored)))
    assert "<b>bold</b>" in shown
    assert 'href="https://example.org/"' in shown
    for bad in ("script", "onclick", "<img"):
        assert bad not in shown
