"""The database's own refusal to change or delete ledger rows, on both databases."""

TABLES = ("audit_ledgerentry", "audit_ledgerseal")

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only (%)', TG_TABLE_NAME;
END;
$$ LANGUAGE plpgsql
"""


def install(connection) -> None:
    """Create the triggers; safe to run again."""
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
                )
                continue
            for event in ("update", "delete"):
                cursor.execute(
                    f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only ({table})'); END"
                )


def drop(connection) -> None:
    """Remove the triggers: only for reversing the migration and for emptying test databases."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
                continue
            for event in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}")
