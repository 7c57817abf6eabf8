"""Text as every later reader can hold it: PostgreSQL keeps no NUL, XML (feeds, workbooks) no control character."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.feedgenerator import Atom1Feed

# Word writes \x0b for a line break and \x0c for a page; \x85 and U+2028/2029 are those of other systems.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NONCHARACTERS = frozenset("\ufffe\uffff")


def plain_text(text: str) -> str:
    """Return text with one kind of line break and without control characters, lone surrogates and noncharacters."""
    return "".join(c for c in _BREAKS.sub("\n", text) if c in "\n\t" or not _unkept(c))


def plain_line(text: str) -> str:
    """Return plain text on one line: breaks and tabs become blanks."""
    return re.sub(r"[\n\t]+", " ", plain_text(text)).strip()


def _unkept(character: str) -> bool:
    return character in _NONCHARACTERS or unicodedata.category(character) in {"Cc", "Cs"}


class PlainCharField(forms.CharField):
    """Typed or pasted text, cleaned before it is measured; line breaks stay where the widget has several lines."""

    def to_python(self, value: Any) -> Any:
        """Clean what was typed."""
        if isinstance(value, str):
            value = plain_text(value) if isinstance(self.widget, forms.Textarea) else plain_line(value)
        return super().to_python(value)


class PlainAtomFeed(Atom1Feed):
    """An Atom feed that what is stored cannot break, whichever way it came in."""

    def __init__(self, title: str, link: str, description: str, **more: Any) -> None:
        super().__init__(plain_line(title), link, plain_text(description), **more)

    def latest_post_date(self) -> datetime:
        """Return when it last changed; a feed without entries never did, instead of just now."""
        return super().latest_post_date() if self.items else NEVER

    def add_item(self, title: str, link: str, description: str, *more: Any, **named: Any) -> None:
        """Add an entry."""
        super().add_item(plain_line(title), link, plain_text(description), *more, **named)
