"""What the database itself refuses, whoever asks: shortening an open window, moving a pin, rewriting a citizen.

On both databases, so that plain SQL tools obey as well.
"""
# ruff: noqa: S608 — names of tables and columns written in this file only

CONSULTATION, OPINION, WORDING = "decisions_consultation", "decisions_opinion", "decisions_opinionwording"
SHORTENED = "an open window is never shortened"
MOVED = "an opinion keeps its pin and its receipt"
REWRITTEN = "nobody rewrites a citizen"

_PINS = ("consultation_id", "version_id", "article_id", "received_at", "received_on", "nonce", "channel")

_SQLITE = (
    ("window", f"BEFORE UPDATE ON {CONSULTATION} WHEN OLD.published_at IS NOT NULL AND OLD.opens_on <= date('now', '+8 hours') AND (NEW.closes_on IS NULL OR NEW.opens_on IS NULL OR NEW.closes_on < OLD.closes_on OR NEW.opens_on > OLD.opens_on)", SHORTENED),
    ("pins", f"BEFORE UPDATE ON {OPINION} WHEN " + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _PINS) + " OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number)", MOVED),
    ("words", f"BEFORE UPDATE ON {OPINION} WHEN NEW.text <> OLD.text AND NOT EXISTS (SELECT 1 FROM {WORDING} w WHERE w.opinion_id = NEW.id AND w.text = NEW.text)", REWRITTEN),
    ("wordings", f"BEFORE UPDATE ON {WORDING}", REWRITTEN),
)  # fmt: skip

_POSTGRES = (
    (CONSULTATION, "window", "UPDATE", f"IF OLD.published_at IS NOT NULL AND OLD.opens_on <= (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date AND (NEW.closes_on IS NULL OR NEW.opens_on IS NULL OR NEW.closes_on < OLD.closes_on OR NEW.opens_on > OLD.opens_on) THEN RAISE EXCEPTION '{SHORTENED}' USING ERRCODE = '23514'; END IF;"),
    (OPINION, "pins", "UPDATE", "IF " + " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _PINS) + f" OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number) THEN RAISE EXCEPTION '{MOVED}' USING ERRCODE = '23514'; END IF;"),
    (OPINION, "words", "UPDATE", f"IF NEW.text <> OLD.text AND NOT EXISTS (SELECT 1 FROM {WORDING} w WHERE w.opinion_id = NEW.id AND w.text = NEW.text) THEN RAISE EXCEPTION '{REWRITTEN}' USING ERRCODE = '23514'; END IF;"),
    (WORDING, "wordings", "UPDATE", f"RAISE EXCEPTION '{REWRITTEN}' USING ERRCODE = '23514';"),
    (OPINION, "kept", "DELETE", f"RAISE EXCEPTION '{REWRITTEN}' USING ERRCODE = '23514';"),
)  # fmt: skip


def install(connection) -> None:
    """Create the triggers; safe to run again."""
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            for name, event, message in _SQLITE:
                cursor.execute(f"CREATE TRIGGER decisions_{name} {event} BEGIN SELECT RAISE(ABORT, '{message}'); END")
            return
        for table, name, event, body in _POSTGRES:
            result = "OLD" if event == "DELETE" else "NEW"
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION decisions_{name}() RETURNS trigger AS $$ BEGIN {body} RETURN {result}; END; "
                "$$ LANGUAGE plpgsql"
            )
            cursor.execute(
                f"CREATE TRIGGER decisions_{name} BEFORE {event} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION decisions_{name}()"
            )


def drop(connection) -> None:
    """Remove them: only for reversing the migration."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            for name, _, _ in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS decisions_{name}")
            return
        for table, name, _, _ in _POSTGRES:
            cursor.execute(f"DROP TRIGGER IF EXISTS decisions_{name} ON {table}")
