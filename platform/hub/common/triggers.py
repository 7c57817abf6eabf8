"""Triggers in both dialects, written once: rows that may be added and never changed."""

from django.db.migrations.operations import RunPython

POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
"""
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""


def append_only(table: str) -> RunPython:
    """Return the migration operation that makes a table refuse UPDATE and DELETE on PostgreSQL and SQLite."""

    def forwards(apps, schema_editor):  # type: ignore[no-untyped-def]
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRES.format(table=table), params=None)
        else:
            for statement in SQLITE.format(table=table).strip().splitlines():
                schema_editor.execute(statement, params=None)

    def backwards(apps, schema_editor):  # type: ignore[no-untyped-def]
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"DROP TRIGGER {table}_append_only ON {table}; DROP FUNCTION {table}_append_only();", params=None
            )
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_no_update", params=None)
            schema_editor.execute(f"DROP TRIGGER {table}_no_delete", params=None)

    return RunPython(forwards, backwards)
