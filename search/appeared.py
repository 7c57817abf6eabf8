"""What appeared: documents with the objects that a reader may see now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from search.asked import Asked
from search.models import SearchDocument
from search.queries import find_keys, visible_objects
from search.registry import PUBLIC, Entry, entries


@dataclass(frozen=True)
class Appeared:
    """A document and its object, as a reader may see it."""

    document: SearchDocument
    obj: Any

    @property
    def entry(self) -> Entry:
        """The kind of thing."""
        return entries.get(self.document.type)

    @property
    def url(self) -> str:
        """The object's page in the active language."""
        return self.entry.url(self.obj)

    @property
    def unique_id(self) -> str:
        """Another one each time the object comes back."""
        return f"urn:zsa-hub:found:{self.document.key}:{self.document.appeared_at:%Y%m%d%H%M%S}"


def seen_by(user: Any, documents: Sequence[SearchDocument]) -> list[Appeared]:
    """Return those of the documents whose objects a person may see now, in their order."""
    objects = visible_objects(documents, user)
    return [Appeared(d, objects[d.type, d.object_id]) for d in documents if (d.type, d.object_id) in objects]


def newest(asked: Asked, limit: int) -> list[Appeared]:
    """Return what everybody finds by a search, what appeared last first."""
    found = find_keys(
        text=asked.text,
        audiences=frozenset({PUBLIC}),
        types=asked.types,
        facets=asked.facets,
        across=asked.across,
        limit=limit,
    )
    documents = SearchDocument.objects.filter(key__in=found.keys, is_deleted=False).order_by("-appeared_at", "-pk")
    return seen_by(AnonymousUser(), list(documents))
