"""What a page says to people: its text and the attributes that are read out, and what of it did not come from a catalogue.

A pseudo language stands in for a real one: every text that passes through gettext comes out in brackets, so whatever is
outside brackets was either written by people (it lies in the database) or forgotten by us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import trans_real

OPENING, CLOSING = "⟦", "⟧"
READ_OUT = {"alt", "title", "placeholder", "aria-label", "data-label", "data-left", "data-over", "data-too-big"}
SILENT = {"script", "style", "code", "kbd", "pre", "svg", "textarea"}
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "rect",
    "path",
}
# A word that somebody forgot: two letters at least, or Chinese.
LATIN = re.compile(r"[A-Za-z][A-Za-z’'-]+")
BRACES = re.compile(r"\{\w+\}")
HAN = re.compile(r"[\u4e00-\u9fff]+")
_PLACEHOLDER = re.compile(r"(%\(\w+\)[#0\- +]*\d*\w|\{\w*[^{}]*\}|%%|<[^>]*>|&\w+;)")
_ACCENTED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
SHORTEST_DATA = 2


def pseudo(text: str) -> str:
    """Accents on the vowels, brackets around; placeholders and tags stay as they are."""
    if not text.strip():
        return text
    parts = _PLACEHOLDER.split(text)
    changed = [part if number % 2 else part.translate(_ACCENTED) for number, part in enumerate(parts)]
    return f"{OPENING}{''.join(changed)}{CLOSING}"


class PseudoTranslation(trans_real.DjangoTranslation):
    """A language made of the msgids themselves; the code of a real language, so that addresses and formats work."""

    def gettext(self, message: str) -> str:
        """The text in brackets, its context left out."""
        return pseudo(message.rpartition("\x04")[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The plural by English rules."""
        return pseudo((msgid1 if n == 1 else msgid2).rpartition("\x04")[2])


class _Reader(HTMLParser):
    """Collects text and attributes that are read out, in order; ends of blocks are spaces."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.attributes: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT or (tag == "span" and "av" in (given.get("class") or "").split()):
            self._silent.append(tag)
        self.attributes += [given[name] or "" for name in READ_OUT & given.keys()]
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.attributes.append(given.get("value") or "")
        if tag == "meta" and given.get("name") == "description":
            self.attributes.append(given.get("content") or "")
        self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


def outside_brackets(text: str) -> str:
    """What of a text stands outside the pseudo language's brackets, however deep they are."""
    kept, depth = [], 0
    for character in text:
        depth += (character == OPENING) - (character == CLOSING)
        kept.append(character if not depth and character != CLOSING else " " if depth else "")
    return "".join(kept)


def said_by(markup: str) -> list[str]:
    """The text of a page as one string, then each attribute that is read out."""
    reader = _Reader()
    reader.feed(markup)
    return [" ".join("".join(reader.text).split()), *reader.attributes]


def stored_texts() -> list[str]:
    """All text that people or tests put into the database, longest first: what may stand on a page in any language."""
    found: set[str] = set()
    for model in apps.get_models():
        names = [f.name for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        names += [f.name for f in model._meta.concrete_fields if isinstance(f, models.EmailField | models.SlugField)]
        for row in model._default_manager.values_list(*names).iterator() if names else ():
            found |= {" ".join(str(value).split()) for value in row if value}
    return sorted((text for text in found if len(text) >= SHORTEST_DATA), key=len, reverse=True)


def _without(text: str, data: Iterable[str]) -> str:
    for known in data:
        if known in text:
            text = text.replace(known, " ")
    return text


def forgotten(markup: str, data: list[str], allowed: re.Pattern[str], word: re.Pattern[str]) -> Iterator[str]:
    """The words of a page that are neither from a catalogue nor data nor allowed."""
    for text in said_by(markup):
        named = allowed.sub(" ", BRACES.sub(" ", outside_brackets(text)))
        rest = allowed.sub(" ", _without(named, data))
        yield from word.findall(rest)


def pseudo_language(code: str) -> Any:
    """The pseudo language in place of a real one."""
    return PseudoTranslation(code)
