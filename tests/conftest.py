"""What every test stands on: a database cloned from a migrated template, and rooms of its own for each worker."""

from __future__ import annotations

import fcntl
import gc
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from psycopg import sql

from hub.config.settings.test import ROOM
from search.engines import breaker
from search.lexicon.current import keeper
from search.lexicon.lexicon import Lexicon
from search.pinned.pins import Pins
from search.pinned.pins import keeper as pins_keeper
from search.questions.counting import counter

ROOT = Path(__file__).resolve().parents[1]
hypothesis_settings.register_profile("hub", deadline=None, database=None)  # a busy machine is no failure
hypothesis_settings.load_profile("hub")
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "zsa-hub" / "tests"


def fingerprint() -> str:
    """Name the state of all migrations: the locked versions and our own migration files."""
    hasher = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for file in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("platform/hub/*/migrations/*.py")]):
        hasher.update(file.read_bytes())
    return hasher.hexdigest()[:16]


def _use(name: str) -> None:
    connection.close()
    connections.databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _migrate() -> None:
    gc.disable()
    call_command("migrate", verbosity=0, interactive=False)
    gc.enable()
    connection.close()


def _clone_sqlite(worker: str) -> str:
    template = CACHE / f"template-{fingerprint()}.sqlite3"
    if not template.exists():
        building = template.with_suffix(".building")
        building.unlink(missing_ok=True)
        _use(str(building))
        _migrate()
        for suffix in ("-wal", "-shm"):
            building.with_name(building.name + suffix).unlink(missing_ok=True)
        building.rename(template)
    clone = Path(settings.HUB_VAR) / f"test-{worker}.sqlite3"
    for suffix in ("", "-wal", "-shm"):
        clone.with_name(clone.name + suffix).unlink(missing_ok=True)
    shutil.copy(template, clone)
    return str(clone)


def _clone_postgres(worker: str) -> str:
    template, clone = f"hub_template_{fingerprint()}", f"hub_test_{ROOM}_{worker}"
    with psycopg.connect(os.environ["HUB_TEST_DATABASE_URL"], autocommit=True) as admin:
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            building = f"{template}_building"
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(building)))
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
            _use(building)
            _migrate()
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(template))
            )
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(clone)))
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(clone), sql.Identifier(template)))
    return clone


def _clone(worker: str) -> str:
    return _clone_sqlite(worker) if connection.vendor == "sqlite" else _clone_postgres(worker)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest, worker_id: str) -> Iterator[None]:
    """Migrate once into a cached template, then give each worker its clone: seconds instead of half a minute."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock():
        with (CACHE / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _use(_clone(worker_id))

        def clone_again(case: TransactionTestCase) -> None:
            """Instead of emptying tables: append-only triggers refuse it, and what migrations wrote would be lost."""
            connections.close_all()
            _use(_clone(worker_id))

        TransactionTestCase._fixture_teardown = clone_again  # type: ignore[method-assign]
        yield
        connection.close()


@pytest.fixture(autouse=True)
def _clean_rooms(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Start every test with an empty cache, an empty mail spool, an index folder of its own, no Elasticsearch, no terms, no
    recommendations; in English.
    """
    cache.clear()
    keeper.hold(Lexicon())
    pins_keeper.hold(Pins())
    counter.forget()
    breaker.reset()
    settings.HUB_MAIL_DIR = tmp_path / "mail"
    settings.HUB_SEARCH_INDEX_DIR = tmp_path / "search"
    settings.ELASTICSEARCH_URL = ""
    with translation.override("en"):
        yield
    breaker.reset()
    counter.forget()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fail plainly when a test needs a server that nobody named; it is never skipped silently."""
    needs = {
        "postgres": "HUB_TEST_DATABASE_URL",
        "elasticsearch": "HUB_TEST_ELASTICSEARCH_URL",
        "redis": "HUB_TEST_REDIS_URL",
    }
    if os.environ.get("HUB_TEST_EMBEDDED") == "1":
        items[:] = [i for i in items if not any(i.get_closest_marker(m) for m in needs)]
        return
    missing = sorted({v for i in items for m, v in needs.items() if i.get_closest_marker(m) and not os.environ.get(v)})
    if missing:
        raise pytest.UsageError(
            f"{', '.join(missing)} not set: run `make test`, or `bin/services up` and source the file it names"
        )
