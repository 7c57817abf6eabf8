"""What is offered while somebody types: titles of public things, and nothing that only some may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from hub.common.bilingual import pick
from search import engines
from search.engines.base import BegunQuery, IndexMissingError
from search.enums import Order
from search.highlight import highlight
from search.models import SearchDocument
from search.queries import MAX_TEXT, visible_objects
from search.registry import PUBLIC, entries
from search.starting import parse_beginning
from search.tokens import parse_query

SHOWN = 8
CANDIDATES = 24


@dataclass(frozen=True)
class Suggestion:
    """A public thing by its title, number and kind; `lang` is the language of the title, in HTML's words."""

    title_html: SafeString
    lang: str
    number: str
    kind: str | Promise
    url: str


def suggest(text: str, language: str, types: Sequence[str] = ()) -> list[Suggestion]:
    """Return what begins like this, best first; nothing where no engine has an index yet."""
    beginning = parse_beginning(text[:MAX_TEXT])
    if not beginning:
        return []
    try:
        keys = engines.begun(BegunQuery(beginning, tuple(types), CANDIDATES))
    except IndexMissingError:
        return []
    return _read(keys, text, language)


def _read(keys: Sequence[str], text: str, language: str) -> list[Suggestion]:
    """Read what was found again as somebody who is not signed in."""
    rows = {row.key: row for row in SearchDocument.objects.filter(key__in=keys, is_deleted=False)}
    found = [row for key in keys if (row := rows.get(key)) and PUBLIC in row.audiences]
    objects = visible_objects(found, AnonymousUser())
    terms = parse_query(text[:MAX_TEXT])
    shown: dict[str, Suggestion] = {}
    for row in found:
        obj = objects.get((row.type, row.object_id))
        if obj is not None and len(shown) < SHOWN:
            entry, title = entries.get(row.type), pick(row, "title", language)
            number = row.names if Order.NUMBER in entry.orders else ""
            made = Suggestion(highlight(title.text, terms), title.mark, number, entry.label, entry.url(obj))
            shown.setdefault(made.url, made)
    return list(shown.values())
