"""Writing to Elasticsearch: by version, under an alias, and to the indexes that are being built beside it.

No reader may see less than before, or older, while an index is built anew:

1. an index is made with an alias of its own, `<alias>-building-<stamp>`; from then on writers write to it first and to
   the readers' alias second. Whoever looked for such indexes before had read its rows before;
2. it is filled from the rows; of two writes the newer version stays;
3. in one step the readers' alias moves to it and its own alias goes; a writer who still holds that name is told so;
4. the old index is dropped when nobody can be reading it any more.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError, dsl
from elasticsearch.helpers import streaming_bulk

from search.engines.base import EngineDownError, IndexedDocument, IndexMissingError

BATCH = 500
NOT_FOUND, CONFLICT, TOO_MANY, SERVER_ERROR = 404, 409, 429, 500
MOVES = 5  # tries to move the alias while others move it too
LONGEST_BUILD = timedelta(hours=12)  # what is older was given up by a process that died
STAMP = "%Y%m%d%H%M%S%f"


def apply(client: Elasticsearch, alias: str, documents: Iterable[IndexedDocument]) -> int:
    """Write to what readers ask and to what is being built; return how many were news to readers.

    Raises IndexMissingError when there is no index under the alias, EngineDownError when the server refuses for now.
    """
    source, written = iter(documents), 0
    while chunk := list(islice(source, BATCH)):  # read before looking what is being built
        names = _aliases(client, alias)
        for name in names:
            if name.startswith(_building(alias)):
                _write_where_it_stands(client, name, chunk)
        if alias not in names:
            raise IndexMissingError(alias)
        written += _write(client, alias, chunk, refresh=True)
    return written


def rebuild(
    client: Elasticsearch, alias: str, row: type[dsl.Document], documents: Iterable[IndexedDocument], grace: float
) -> int:
    """Fill a new index, move the alias to it, drop the old one after `grace` seconds; return how many documents it holds."""
    stamp = f"{timezone.now():{STAMP}}"
    made, own = f"{alias}-{stamp}", f"{_building(alias)}{stamp}"
    index = dsl.Index(made, using=client)
    index.document(row)
    index.settings(number_of_shards=1, auto_expand_replicas="0-1")
    index.aliases(**{own: {}})
    index.create()
    try:
        count = _fill(client, own, documents)
        client.indices.refresh(index=made)
        old = move(client, alias, made, own)
    except BaseException:
        drop(client, [made])
        raise
    time.sleep(grace if old else 0)
    drop(client, [*old, *_given_up(client, alias)])
    return count


def _fill(client: Elasticsearch, name: str, documents: Iterable[IndexedDocument]) -> int:
    """Write every document; one that a writer wrote meanwhile is held as well."""
    source, count = iter(documents), 0
    while chunk := list(islice(source, BATCH)):
        _write(client, name, chunk, refresh=False)
        count += len(chunk)
    return count


def move(client: Elasticsearch, alias: str, made: str, own: str) -> list[str]:
    """Let readers ask the new index from now; return the names of those that they asked before."""
    for attempt in range(MOVES):
        old = indexes(client, alias)
        actions: list[dict[str, Any]] = [{"remove": {"index": name, "alias": alias}} for name in old]
        actions += [{"remove": {"index": made, "alias": own}}, {"add": {"index": made, "alias": alias}}]
        try:
            client.indices.update_aliases(actions=actions)
        except NotFoundError:  # somebody else moved it between the question and the step
            if attempt == MOVES - 1:
                raise
        else:
            return old
    return []


def drop(client: Elasticsearch, names: Iterable[str]) -> None:
    """Drop indexes; those that are gone already do not matter."""
    for name in names:
        client.options(ignore_status=NOT_FOUND).indices.delete(index=name)


def indexes(client: Elasticsearch, alias: str) -> list[str]:
    """Return the indexes under the alias."""
    found = client.options(ignore_status=NOT_FOUND).indices.get_alias(name=alias).body
    return [name for name in found if name.startswith(f"{alias}-")]


def _building(alias: str) -> str:
    return f"{alias}-building-"


def _aliases(client: Elasticsearch, alias: str) -> set[str]:
    """Return the alias and those of indexes that are being built, as far as they stand."""
    found = client.options(ignore_status=NOT_FOUND).indices.get_alias(name=f"{alias},{_building(alias)}*").body
    return {name for index, held in found.items() if index.startswith(alias) for name in held["aliases"]}


def _given_up(client: Elasticsearch, alias: str) -> Iterator[str]:
    """Yield the indexes that a process left behind when it died while building."""
    oldest = f"{timezone.now() - LONGEST_BUILD:{STAMP}}"
    found = client.indices.get(index=f"{alias}-*", features="aliases").body
    for name, held in found.items():
        stamp = name.removeprefix(f"{alias}-")
        if alias not in held["aliases"] and stamp.isdigit() and stamp < oldest:
            yield name


def _write_where_it_stands(client: Elasticsearch, name: str, chunk: list[IndexedDocument]) -> None:
    """Write to an index that is being built; when it has taken its place meanwhile, the readers' alias leads to it."""
    try:
        _write(client, name, chunk, refresh=True)
    except IndexMissingError:
        return


def _write(client: Elasticsearch, alias: str, chunk: list[IndexedDocument], *, refresh: bool) -> int:
    """Write with external versions: the server refuses what is not newer, and a name that is no alias."""
    actions = (_action(alias, document) for document in chunk)
    options = {"raise_on_error": False, "refresh": refresh, "require_alias": True}
    written = 0
    for ok, item in streaming_bulk(client, actions, chunk_size=BATCH, **options):
        answer = item["index"]
        if ok:
            written += 1
        elif answer["status"] == NOT_FOUND:
            raise IndexMissingError(alias)
        elif answer["status"] == TOO_MANY or answer["status"] >= SERVER_ERROR:
            raise EngineDownError(str(answer.get("error"))[:200])
        elif answer["status"] != CONFLICT:
            raise ValueError(f"the index refuses {answer['_id']}: {answer.get('error')}")
    return written


def _action(alias: str, document: IndexedDocument) -> dict[str, Any]:
    source = document._asdict()
    which = {"_index": alias, "_id": document.key, "version": source.pop("version")}
    return {**which, "version_type": "external", "_source": source}
