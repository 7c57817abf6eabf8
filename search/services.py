"""Put objects into the search, take them out, bring engines up to date."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from hub.outbox.services import enqueue
from search.engines import followers, get_engine
from search.engines.base import IndexedDocument, IndexMissingError
from search.enums import EngineName
from search.models import SearchDocument
from search.rebuilding import build
from search.registry import Document, Entry, entries, entry_of

TOGETHER = 500  # how many documents are read and written at a time
_EMPTY: dict[str, Any] = {
    "title_en": "",
    "title_zh": "",
    "body_en": "",
    "body_zh": "",
    "names": "",
    "facets": {},
    "audiences": [],
}
_VALUES = (*_EMPTY, "is_deleted", "source_lang", "sort_at", "object_id")


def index(obj: Model) -> None:
    """Write the object's document with its next version, to be applied to the engines after commit. An object whose
    entry gives no document is taken out. Nothing happens when nothing changed.

    Raises RuntimeError outside a transaction, LookupError when the model has no entry.
    """
    entry = entry_of(obj)
    document = entry.document(obj)
    if document is None:
        _withdraw(entry.key(obj))
    else:
        _write(entry, obj, document)


def index_many(objs: Sequence[Model]) -> None:
    """Write the documents of many objects of one kind, as `index` does for one, with a handful of queries and one effect
    for each engine.

    Raises RuntimeError outside a transaction, LookupError when the model has no entry.
    """
    if not objs:
        return
    _demand_transaction()
    entry, now = entry_of(objs[0]), timezone.now()
    wanted = {entry.key(obj): (obj, entry.document(obj)) for obj in objs}
    rows = SearchDocument.objects.select_for_update().filter(key__in=wanted)
    known = {row.key: row for row in rows}
    new, changed = [], []
    for key, (obj, document) in wanted.items():
        values, row = _values(entry, obj, document) if document else {**_EMPTY, "is_deleted": True}, known.get(key)
        if row is None and document:
            new.append(SearchDocument(key=key, type=entry.slug, updated_at=now, appeared_at=now, **values))
        elif row and any(getattr(row, name) != value for name, value in values.items()):
            _set(row, values)
            changed.append(row)
    SearchDocument.objects.bulk_create(new)
    if changed:
        SearchDocument.objects.bulk_update(changed, [*_VALUES, "version", "updated_at", "appeared_at"])
    _announce_many([*new, *changed])


def index_dependents(source: Model) -> None:
    """Let the documents that hold facts of this object (an organisation's name and level in its listings) follow it, soon
    after the running transaction: entries name them in `drawing_on`. Raises RuntimeError outside a transaction.
    """
    _demand_transaction()
    payload = {"model": source._meta.label_lower, "pk": source.pk}
    enqueue(kind="search.follow", payload=payload, key=f"search.follow:{secrets.token_hex(12)}", queue="search")


def follow(*, model: str, pk: int) -> int:
    """Write the documents that draw on an object anew and return how many were looked at; none when it is gone."""
    source = apps.get_model(model)._default_manager.filter(pk=pk).first()
    seen = 0
    if source is not None:
        for entry in entries:
            rows = entry.drawing_on(source)
            keys = [] if rows is None else list(rows.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(keys), TOGETHER):
                with transaction.atomic():
                    index_many(list(entry.model._default_manager.filter(pk__in=keys[start : start + TOGETHER])))
            seen += len(keys)
    return seen


def unindex(obj: Model) -> None:
    """Take the object out of the search: before it is deleted, or when nobody may find it any more.

    Raises RuntimeError outside a transaction, LookupError when the model has no entry.
    """
    _withdraw(entry_of(obj).key(obj))


def _plain(value: Any) -> Any:
    """Return a value as it comes back from a JSON column: enums and lazy words become strings."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _values(entry: Entry, obj: Model, document: Document) -> dict[str, Any]:
    facets = {slug: sorted({str(value) for value in values}) for slug, values in document.facets.items() if values}
    return {
        "is_deleted": False,
        "object_id": entry.object_id(obj),
        "title_en": document.title_en,
        "title_zh": document.title_zh,
        "body_en": document.body_en,
        "body_zh": document.body_zh,
        "names": document.names,
        "source_lang": str(document.source_lang),
        "facets": _plain(facets),
        "audiences": sorted({str(audience) for audience in document.audiences}),
        "sort_at": document.sort_at,
    }


def _write(entry: Entry, obj: Model, document: Document) -> None:
    _demand_transaction()
    values = _values(entry, obj, document)
    now = timezone.now()
    row, created = SearchDocument.objects.select_for_update().get_or_create(
        key=entry.key(obj), defaults={**values, "type": entry.slug, "updated_at": now, "appeared_at": now}
    )
    if not created:
        if all(getattr(row, name) == value for name, value in values.items()):
            return
        _save(row, values)
    _announce(row)


def _withdraw(key: str) -> None:
    _demand_transaction()
    row = SearchDocument.objects.select_for_update().filter(key=key, is_deleted=False).first()
    if row:
        _save(row, {**_EMPTY, "is_deleted": True})
        _announce(row)


def _save(row: SearchDocument, values: dict[str, Any]) -> None:
    _set(row, values)
    row.save()


def _set(row: SearchDocument, values: dict[str, Any]) -> None:
    appears = set(values["audiences"]) - set(
        row.audiences
    )  # to all where it comes back, or to some who could not find it
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_at = timezone.now()
    if appears:
        row.appeared_at = row.updated_at


def _demand_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a document belongs inside the transaction of the change it shows")


def _announce(row: SearchDocument) -> None:
    for name in followers():
        kind = f"search.apply.{name}"
        enqueue(kind=kind, payload={"key": row.key}, key=f"{kind}:{row.key}:{row.version}", queue="search")


def _announce_many(rows: Sequence[SearchDocument]) -> None:
    if not rows:
        return
    keys = [row.key for row in rows]
    stamp = hashlib.sha256(" ".join(f"{row.key}:{row.version}" for row in rows).encode()).hexdigest()[:32]
    for name in followers():
        kind = f"search.apply.{name}"
        enqueue(kind=kind, payload={"keys": keys}, key=f"{kind}:{stamp}", queue="search")


def apply_documents(engine_name: str, keys: Sequence[str]) -> None:
    """Bring one engine up to date with the current rows of these keys; build its index first when it has none.

    Raises EngineDownError when the engine does not answer (the outbox tries again).
    """
    try:
        for start in range(0, len(keys), TOGETHER):
            rows = SearchDocument.objects.filter(key__in=keys[start : start + TOGETHER])
            get_engine(engine_name).apply(map(IndexedDocument.of, rows))
    except IndexMissingError:
        build(engine_name, only_if_missing=True)


def rebuild(engine_name: str, *, only_if_missing: bool = False) -> int:
    """Build an engine's index anew from the documents, without a moment in which nothing is found; return its size.

    Raises EngineDownError, and LookupError for an engine that is not configured.
    """
    return build(EngineName(engine_name), only_if_missing=only_if_missing)


def refresh_documents() -> int:
    """Write the documents of all objects anew (after a change of what entries put into them) and withdraw those whose
    object is gone; return how many objects there are. Each object has a transaction of its own.
    """
    count = 0
    for entry in entries:
        known: set[str] = set()
        for obj in entry.objects().iterator(chunk_size=500):
            with transaction.atomic():
                index(obj)
            known.add(entry.key(obj))
            count += 1
        stale = SearchDocument.objects.filter(type=entry.slug, is_deleted=False).values_list("key", flat=True)
        for key in set(stale) - known:
            with transaction.atomic():
                _withdraw(key)
    return count
