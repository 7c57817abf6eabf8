"""Search tests stand on a thing of their own that can be found: groups, whose texts are kept beside them."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from elasticsearch import Elasticsearch

from hub.outbox.services import drain
from search.engines import breaker, get_engine
from search.engines.base import Engine
from search.registry import Document, Entry, Facet, entries, from_choices, register
from search.services import index

DAY = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class Shelf(Entry):
    """An entry over groups: `texts` holds their documents, `hidden` the names that `visible` withholds."""

    slug: str = "test-thing"
    label: str = "Things"
    texts: dict[int, Document] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    model = Group
    facets = (
        Facet("colour", "Colour", labels=from_choices([("red", "Red"), ("blue", "Blue"), ("green", "Green")])),
        Facet("size", "Size"),
    )

    def document(self, obj: Any) -> Document | None:
        return self.texts.get(obj.pk)

    def visible(self, user: Any) -> QuerySet[Any]:
        return Group.objects.exclude(name__in=self.hidden)

    def url(self, obj: Any) -> str:
        return f"/things/{obj.pk}/"

    def identifier(self, obj: Any) -> str:
        return obj.name


Put = Callable[..., Group]


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    entry = Shelf()
    register(entry)
    yield entry
    del entries._entries[entry.slug]


@pytest.fixture
def put(shelf: Shelf, db: None) -> Put:
    """Make a thing (or change it) and apply it to the engines: `put("name", title_en="…")`."""

    def make(name: str, *, audiences: tuple[str, ...] = ("public",), sort_at: datetime = DAY, **texts: Any) -> Group:
        with transaction.atomic():
            group, _created = Group.objects.get_or_create(name=name)
            shelf.texts[group.pk] = Document(source_lang="en", sort_at=sort_at, audiences=audiences, **texts)
            index(group)
        drain("search")
        return group

    return make


@pytest.fixture(autouse=True)
def room(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Each test has an index folder of its own and, unless it asks for one, no Elasticsearch."""
    settings.HUB_SEARCH_INDEX_DIR = tmp_path / "search"
    settings.HUB_SEARCH_PREFIX = f"test-{uuid.uuid4().hex[:12]}"
    settings.ELASTICSEARCH_URL = ""
    breaker.reset()
    yield
    breaker.reset()


@pytest.fixture
def elasticsearch(settings: Any) -> Iterator[str]:
    """Point the settings to the real Elasticsearch; drop what the test made there."""
    url = settings.ELASTICSEARCH_URL = os.environ["HUB_TEST_ELASTICSEARCH_URL"]
    yield url
    client = Elasticsearch(url)
    for name in client.indices.get(index=f"{settings.HUB_SEARCH_PREFIX}-*").body:
        client.indices.delete(index=name)
    client.close()


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, the one that answers first."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
    return get_engine(request.param)
