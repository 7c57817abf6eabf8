"""A database of its own for a measurement."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

from tests.conftest import fingerprint


@contextmanager
def fresh_database() -> Iterator[str]:
    """Make a migrated database on the server named by HUB_TEST_DATABASE_URL, use it, and drop it at the end."""
    name, template = f"hub_bench_{os.getpid()}", f"hub_template_{fingerprint()}"
    with psycopg.connect(os.environ["HUB_TEST_DATABASE_URL"], autocommit=True) as admin:
        known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone()
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}" if known else "CREATE DATABASE {}")
        names = [name, template] if known else [name]
        admin.execute(made.format(*map(sql.Identifier, names)))
        connection.close()
        connections.databases["default"]["NAME"] = connection.settings_dict["NAME"] = name
        try:
            if not known:
                call_command("migrate", verbosity=0, interactive=False)
            yield name
        finally:
            connections.close_all()
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
