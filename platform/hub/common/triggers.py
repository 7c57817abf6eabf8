"""Triggers in both dialects, written once: rows that may be added and never changed."""

from django.db.migrations.operations import RunPython

POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF TG_OP = 'UPDATE' THEN IF {unless} THEN RETURN NEW; END IF; END IF;
RAISE EXCEPTION '{table} is append-only';
END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only();
"""
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({unless}) BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
NEVER = {"postgresql": "FALSE", "sqlite": "0"}


def append_only(table: str, *, unless: str = "") -> RunPython:
    """Return the migration operation that makes a table refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE.

    `unless` is an SQL condition over OLD and NEW, in words that both databases know: an UPDATE that fulfils it is let through.
    """

    def forwards(apps, schema_editor):  # type: ignore[no-untyped-def]
        vendor = schema_editor.connection.vendor
        condition = unless or NEVER[vendor]
        if vendor == "postgresql":
            schema_editor.execute(POSTGRES.format(table=table, unless=condition), params=None)
        else:
            for statement in SQLITE.format(table=table, unless=condition).strip().splitlines():
                schema_editor.execute(statement, params=None)

    def backwards(apps, schema_editor):  # type: ignore[no-untyped-def]
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"DROP TRIGGER {table}_no_truncate ON {table}; DROP TRIGGER {table}_append_only ON {table};"
                f" DROP FUNCTION {table}_append_only();",
                params=None,
            )
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_no_update", params=None)
            schema_editor.execute(f"DROP TRIGGER {table}_no_delete", params=None)

    return RunPython(forwards, backwards)
