"""The database refuses to change or delete the record of a reading."""

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER catalogue_reading_no_update BEFORE UPDATE ON catalogue_reading "
    "BEGIN SELECT RAISE(ABORT, 'the record of readings is append-only'); END;",
    "CREATE TRIGGER catalogue_reading_no_delete BEFORE DELETE ON catalogue_reading "
    "BEGIN SELECT RAISE(ABORT, 'the record of readings is append-only'); END;",
)
POSTGRESQL = """
CREATE FUNCTION catalogue_reading_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the record of readings is append-only'; END $$;
CREATE TRIGGER catalogue_reading_no_change BEFORE UPDATE OR DELETE ON catalogue_reading
FOR EACH ROW EXECUTE FUNCTION catalogue_reading_refuse();
"""


def add(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else (POSTGRESQL,):
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER catalogue_reading_no_update")
        schema_editor.execute("DROP TRIGGER catalogue_reading_no_delete")
    else:
        schema_editor.execute("DROP FUNCTION catalogue_reading_refuse() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_grants_and_readings")]
    operations = [migrations.RunPython(add, remove)]
