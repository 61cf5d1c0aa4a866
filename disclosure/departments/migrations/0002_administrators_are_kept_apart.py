from django.db import migrations

from disclosure.departments import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    """三员分立 promised by the database."""

    dependencies = [("departments", "0001_initial")]
    operations = [migrations.RunPython(install, drop)]
