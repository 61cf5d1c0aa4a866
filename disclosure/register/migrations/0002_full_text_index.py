from django.db import migrations

from disclosure.register.search import index


class Migration(migrations.Migration):
    """The full-text index: FTS5 on SQLite, tsvector under GIN on PostgreSQL."""

    dependencies = [("register", "0001_initial")]

    operations = [migrations.RunPython(index.create, index.drop)]
