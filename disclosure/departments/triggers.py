"""The database's own refusal of a person who would hold two administrators' offices, or one and a publishing role.

GB/T 22239-2019 三员分立. The guard says so first and in Chinese; this stands behind it for every other way in.
"""

from disclosure.departments.roles import ADMINISTRATORS

TABLE = "departments_membership"
NAME = "administrators_are_kept_apart"
_ROLES = ", ".join(f"'{role.value}'" for role in ADMINISTRATORS)
_CLASH = f"""EXISTS (
  SELECT 1 FROM {TABLE} AS other
  WHERE other.user_id = NEW.user_id AND other.id <> COALESCE(NEW.id, -1) AND other.role <> NEW.role
    AND (other.role IN ({_ROLES}) OR NEW.role IN ({_ROLES}))
    AND (other.valid_to IS NULL OR other.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to >= other.valid_from))"""  # noqa: S608 - constants only


def install(connection) -> None:
    """Create the triggers; safe to run again."""
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger AS $$ BEGIN "
                f"PERFORM pg_advisory_xact_lock(hashtext('{TABLE}'), (NEW.user_id % 2147483647)::int); "
                f"IF {_CLASH} THEN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation'; END IF; "
                "RETURN NEW; END; $$ LANGUAGE plpgsql"
            )
            cursor.execute(
                f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()"
            )
            return
        for event in ("insert", "update"):
            cursor.execute(
                f"CREATE TRIGGER {NAME}_{event} BEFORE {event.upper()} ON {TABLE} WHEN {_CLASH} "
                f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
            )


def drop(connection) -> None:
    """Remove the triggers, for reversing the migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}")
            return
        for event in ("insert", "update"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}")
