"""The database refuses to change what a pilot locked, and what an assessment found."""

from django.db import migrations

LOCKED = ("commitment_id", "question", "body_id", "baseline_from", "starts_on", "ends_on", "terms", "seal", "locked_at", "is_late")
PARTS = ("pilots_pilotplace", "pilots_outcome")
FROZEN = ("pilots_assessment", "pilots_finding")
SAID = "the terms of a locked pilot do not change"
SAID_FROZEN = "an assessment does not change"


def sqlite():
    changed = " OR ".join(f"NEW.{one} IS NOT OLD.{one}" for one in LOCKED)
    yield (
        "CREATE TRIGGER pilots_pilot_locked BEFORE UPDATE ON pilots_pilot "
        f"WHEN OLD.locked_at IS NOT NULL AND ({changed}) BEGIN SELECT RAISE(ABORT, '{SAID}'); END;"
    )
    for table in PARTS:
        for verb, rows in (("INSERT", ("NEW",)), ("UPDATE", ("NEW", "OLD")), ("DELETE", ("OLD",))):
            pilots = ", ".join(f"{row}.pilot_id" for row in rows)
            yield (
                f"CREATE TRIGGER {table}_locked_{verb.lower()} BEFORE {verb} ON {table} WHEN EXISTS (SELECT 1 FROM "
                f"pilots_pilot WHERE id IN ({pilots}) AND locked_at IS NOT NULL) "
                f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END;"
            )
    for table in FROZEN:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_frozen_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{SAID_FROZEN}'); END;"
            )


def postgresql():
    changed = " OR ".join(f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in LOCKED)
    yield f"""
CREATE FUNCTION pilots_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAID}'; END $$;
CREATE TRIGGER pilots_pilot_locked BEFORE UPDATE ON pilots_pilot FOR EACH ROW
WHEN (OLD.locked_at IS NOT NULL AND ({changed})) EXECUTE FUNCTION pilots_refuse();
CREATE FUNCTION pilots_refuse_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM pilots_pilot WHERE id = NEW.pilot_id AND locked_at IS NOT NULL) THEN
    RAISE EXCEPTION '{SAID}';
  END IF;
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM pilots_pilot WHERE id = OLD.pilot_id AND locked_at IS NOT NULL) THEN
    RAISE EXCEPTION '{SAID}';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION pilots_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SAID_FROZEN}'; END $$;
"""
    for table in PARTS:
        yield (
            f"CREATE TRIGGER {table}_locked BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION pilots_refuse_part();"
        )
    for table in FROZEN:
        yield (
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION pilots_refuse_frozen();"
        )


def add(apps, schema_editor):
    for statement in sqlite() if schema_editor.connection.vendor == "sqlite" else postgresql():
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite():
            schema_editor.execute(f"DROP TRIGGER {statement.split()[2]}")
    else:
        for name in ("pilots_refuse", "pilots_refuse_part", "pilots_refuse_frozen"):
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("pilots", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
