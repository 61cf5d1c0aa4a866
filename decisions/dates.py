"""The number of days between two dates as the database counts it."""

from django.db.models import FloatField, Func


class DaysBetween(Func):
    """Whole days from the second date to the first: `julianday` on SQLite, date minus date on PostgreSQL.

    A plain number, so that every SQL tool obeys the constraint that is built on it.
    """

    output_field = FloatField()

    def as_sqlite(self, compiler, connection, **context):
        joiner = ") - julianday("
        return self.as_sql(compiler, connection, template="(julianday(%(expressions)s))", arg_joiner=joiner, **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" - ", **context)
