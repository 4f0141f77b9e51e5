"""Attempts to see more than a view shows, each with the code of its refusal; and what a view answers with instead."""

import pytest
from tests.warehouse import dossier, dossiers, places, small, write

from donghanh.errors import QueryError
from donghanh.lake.loading.load import load
from donghanh.lake.sharing.access import View
from donghanh.lake.sharing.query import query
from donghanh.lake.storage import Lake

OTHER = small([{"name": "v", "type": "text"}])
VIEW = View(("dossier_id", "commune_code", "channel"), {"applicant_name": "initials"}, "commune_code = 'LG001'")
SECRETS = ("Bí", "H002", "LG002", "2.777777", "1.000001", "ẩn", "root:")


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """One dossier inside the view, one outside it, and a dataset that was not granted; these tests only read."""
    folder = tmp_path_factory.mktemp("attacked")
    opened = Lake.open(folder / "lake")
    outside = dossier(2, commune_code="LG002", procedure_code="2.777777", applicant_name="Lê Bí Mật")
    rows = [dossier(1, applicant_name="Nguyễn Bí Mật"), outside]
    load(opened, dossiers(), write(folder / "a.csv", rows), places(), loaded_by="thử")
    load(opened, OTHER, write(folder / "b.csv", [{"id": "a", "v": "ẩn"}]), places(), loaded_by="thử")
    yield opened
    opened.close()


def ask(lake, sql):
    known = {"services.dossiers": dossiers(), OTHER.code: OTHER}
    return query(lake, known, sql, views={"services.dossiers": VIEW}, seconds=5)


REFUSED = {
    "table": [
        "SELECT lake.services.dossiers.dossier_id FROM lake.services.dossiers",
        "SELECT * FROM lake.services.dossiers",
        "SELECT * FROM lake.services.dossiers AT (VERSION => 1)",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_csv_auto('/etc/passwd')",
        "SELECT * FROM read_parquet('data/**/*.parquet')",
        "SELECT * FROM parquet_scan('x')",
        "SELECT * FROM parquet_metadata('x')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM read_json('x')",
        "SELECT * FROM '/etc/passwd'",
        'SELECT * FROM "/etc/passwd"',
        "SELECT * FROM glob('*')",
        "SELECT * FROM sqlite_scan('catalogue.sqlite', 'ducklake_table')",
        "SELECT * FROM sqlite_query('catalogue.sqlite', 'select 1')",
        "SELECT * FROM postgres_query('x', 'select 1')",
        "SELECT * FROM ducklake_snapshots('lake')",
        "SELECT * FROM lake.snapshots()",
        "SELECT * FROM ducklake_table_changes('lake', 'services', 'dossiers', 0, 9)",
        "SELECT * FROM duckdb_tables()",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM pragma_table_info('services.dossiers')",
        "SELECT * FROM pragma_database_list()",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM system.information_schema.columns",
        "SELECT * FROM pg_catalog.pg_tables",
        "SELECT * FROM duckdb_columns",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('test.rows')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT * FROM seq_scan('x')",
        "SELECT * FROM repeat_row(1, num_rows => 1000000000)",
        "SELECT * FROM generate_series(1, 1000000000000)",
        "SELECT * FROM range(1000000000000)",
        "SELECT count(*) FROM generate_series(1, 10) a",
        "SELECT * FROM (SHOW TABLES)",
    ],
    "column-hidden": [
        "SELECT dossier_id FROM services.dossiers QUALIFY row_number() OVER (ORDER BY procedure_code) = 1",
        "SELECT procedure_code FROM services.dossiers",
        "SELECT x.c FROM services.dossiers d, LATERAL (SELECT d.procedure_code AS c) x",
        "SELECT * FROM services.dossiers ORDER BY procedure_code",
        "SELECT count(*) FROM services.dossiers GROUP BY procedure_code",
        "SELECT count(*) FILTER (WHERE procedure_code LIKE '2%') FROM services.dossiers",
        "SELECT max(procedure_code) OVER () FROM services.dossiers",
    ],
    "column": [
        "SELECT rowid, dossier_id FROM services.dossiers",
        "SELECT _load FROM services.dossiers",
        "SELECT filename FROM services.dossiers",
        "SELECT snapshot_id FROM services.dossiers",
    ],
    "syntax": [
        "SELECT dossier_id FROM services.dossiers) OR (1=1",
        "SELECT 'x'.repeat(1000000000)",
        "SELECT * FROM (EXPLAIN SELECT 1)",
        "SELECT * FROM (DESCRIBE services.dossiers)",
        "SELECT * FROM (SHOW ALL TABLES)",
        "EXPORT DATABASE '/tmp/x'",
        "IMPORT DATABASE '/tmp/x'",
        "SELEC 1",
    ],
    "not-select": [
        "PIVOT services.dossiers ON channel USING count(*)",
        "PIVOT services.dossiers ON procedure_code USING count(*)",
        "UNPIVOT services.dossiers ON COLUMNS(*) INTO NAME n VALUE v",
        "VALUES ((SELECT v FROM test.rows))",
        "EXPLAIN SELECT * FROM services.dossiers",
        "EXPLAIN ANALYZE SELECT * FROM services.dossiers",
        "DESCRIBE services.dossiers",
        "DESCRIBE SELECT * FROM services.dossiers",
        "SUMMARIZE services.dossiers",
        "SUMMARIZE test.rows",
        "SHOW TABLES",
        "SHOW DATABASES",
        "USE lake",
        "SET search_path = 'lake.test'",
        "RESET memory_limit",
        "SET VARIABLE x = 1",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "ATTACH '/tmp/x.db' AS x",
        "DETACH lake",
        "INSTALL httpfs",
        "LOAD httpfs",
        "COPY (SELECT 1) TO '/tmp/x'",
        "COPY services.dossiers TO '/tmp/x'",
        "CREATE TABLE x AS SELECT 1",
        "CREATE MACRO f(x) AS x",
        "CREATE SECRET x (TYPE s3)",
        "DROP TABLE services.dossiers",
        "DELETE FROM services.dossiers",
        "UPDATE services.dossiers SET channel = 'x'",
        "INSERT INTO services.dossiers SELECT * FROM services.dossiers",
        "MERGE INTO services.dossiers USING test.rows ON TRUE WHEN MATCHED THEN DELETE",
        "SELECT * INTO x FROM services.dossiers",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE services.dossiers",
        "BEGIN",
        "COMMIT",
        "CHECKPOINT",
        "VACUUM",
        "ANALYZE",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "DEALLOCATE p",
    ],
    "not-granted": [
        "SELECT dossier_id FROM services.dossiers /* */ UNION ALL SELECT v FROM test.rows",
        "SELECT 1 UNION SELECT v FROM test.rows",
        "SELECT (SELECT v FROM test.rows LIMIT 1)",
        "SELECT dossier_id FROM services.dossiers WHERE EXISTS (SELECT 1 FROM test.rows WHERE v LIKE 'a%')",
        "WITH a AS (SELECT * FROM test.rows) SELECT * FROM a",
        "WITH rows AS (SELECT 1 AS v) SELECT * FROM test.rows",
        "SELECT x.v FROM services.dossiers d, LATERAL (SELECT v FROM test.rows) x",
        "SELECT * FROM (PIVOT test.rows ON v USING count(*))",
        "SELECT * FROM test.rows PIVOT (count(*) FOR v IN ('a'))",
        "SELECT * FROM (services.dossiers d JOIN test.rows r ON TRUE)",
        "SELECT * FROM services.dossiers d SEMI JOIN test.rows r ON r.v LIKE 'a%'",
        "SELECT * FROM (DESCRIBE test.rows)",
        "SELECT * FROM (SUMMARIZE test.rows)",
        "SELECT dossier_id FROM services.dossiers LIMIT (SELECT count(*) FROM test.rows)",
        "SELECT [x FOR x IN (SELECT list(v) FROM test.rows)]",
        "SELECT list_transform([1], lambda x: (SELECT v FROM test.rows))",
        "SELECT {'a': (SELECT v FROM test.rows)}",
    ],
    "with": [
        'WITH "test.rows" AS (SELECT 1 AS v) SELECT * FROM "test.rows"',
        'WITH "services.dossiers" AS (SELECT 1 AS v) SELECT * FROM "services.dossiers"',
        "WITH duckdb_tables AS (SELECT * FROM duckdb_tables) SELECT * FROM duckdb_tables",
        "SELECT * FROM duckdb_tables, (WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables)",
        "SELECT * FROM sqlite_master, (WITH sqlite_master AS (SELECT 1) SELECT * FROM sqlite_master)",
        'SELECT * FROM pg_class, (WITH "pg_class" AS (SELECT 1) SELECT * FROM pg_class)',
        'WITH "/etc/passwd" AS (SELECT 1) SELECT * FROM "/etc/passwd"',
        'SELECT * FROM "data/x.parquet", (WITH "data/x.parquet" AS (SELECT 1) SELECT * FROM "data/x.parquet")',
        "WITH RECURSIVE pg_am AS (SELECT 1 AS a UNION ALL SELECT a+1 FROM pg_am WHERE a<3) FROM pg_am",
    ],
    "failed": [
        "SELECT * FROM x, (WITH x AS (SELECT 1 AS y) SELECT * FROM x)",
        "SELECT * FROM services.dossiers NATURAL JOIN services.dossiers",
        "SELECT $1",
        "SELECT ?",
        "SELECT CAST('test.rows' AS regclass)",
    ],
    "from": [
        "SELECT * FROM services.dossiers AT (VERSION => 1)",
    ],
    "function": [
        "SELECT unnest(range(1000000000))",
        "SELECT unnest(generate_series(1, 1000000000))",
        "SELECT length(repeat('x', 1000000000))",
        "SELECT lpad('x', 1000000000, 'y')",
        "SELECT rpad('x', 1000000000, 'y')",
        "SELECT format('{:>1000000000}', 'x')",
        "SELECT printf('%1000000000d', 1)",
        "SELECT list_resize([1], 1000000000)",
        "SELECT array_resize([1], 1000000000)",
        "SELECT bar(1, 0, 1, 1000000000)",
        "SELECT sleep_ms(100000)",
        "SELECT pg_sleep(100)",
        "SELECT getenv('HOME')",
        "SELECT current_setting('memory_limit')",
        "SELECT getvariable('x')",
        "SELECT current_query()",
        "SELECT current_user",
        "SELECT current_schemas(true)",
        "SELECT current_database()",
        "SELECT version()",
        "SELECT nextval('s')",
        "SELECT currval('s')",
        "SELECT txid_current()",
        "SELECT write_log('x')",
        "SELECT uuid()",
        "SELECT random()",
        "SELECT setseed(0.5)",
        "SELECT error('x')",
        "SELECT pg_get_viewdef(1)",
        "SELECT in_search_path('a','b')",
        "SELECT has_table_privilege('x','select')",
        "SELECT json_serialize_plan('SELECT 1')",
        "SELECT system.main.getenv('HOME')",
        "SELECT main.range(10)",
        "SELECT [1].list_resize(1000000000)",
        "SELECT list_aggregate([1], 'sum')",
        "SELECT list_reduce([1], lambda x, y: x + y)",
        "SELECT date_trunk('month', DATE '2020-01-01')",
    ],
}


@pytest.mark.parametrize(("code", "sql"), [(code, sql) for code, tried in REFUSED.items() for sql in tried])
def test_what_reaches_beyond_the_view_is_refused_and_tells_nothing(lake, code, sql):
    with pytest.raises(QueryError) as caught:
        ask(lake, sql)
    assert caught.value.code == f"query.{code}"
    assert not any(secret in str(caught.value) for secret in SECRETS if secret not in sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM services.dossiers",
        "SELECT d.* FROM services.dossiers d",
        "SELECT COLUMNS(*) FROM services.dossiers",
        "SELECT COLUMNS('applicant.*') FROM services.dossiers",
        "SELECT * EXCLUDE (channel) FROM services.dossiers",
        "SELECT * REPLACE (applicant_name AS channel) FROM services.dossiers",
        "SELECT dossiers FROM services.dossiers",
        "SELECT d FROM services.dossiers d",
        "SELECT d.applicant_name FROM services.dossiers AS d",
        'SELECT "applicant_name" FROM "services"."dossiers"',
        "FROM services.dossiers",
        "FROM services.dossiers SELECT applicant_name",
        "TABLE services.dossiers",
        "SELECT #1 FROM services.dossiers",
        "SELECT dossier_id FROM services.dossiers WHERE commune_code = 'LG002'",
        "SELECT dossier_id FROM services.dossiers WHERE commune_code = 'LG001' OR 1=1",
        "SELECT dossier_id FROM services.dossiers -- LIMIT",
        "WITH dossiers AS (SELECT 1 AS x) SELECT * FROM services.dossiers",
        "WITH a AS MATERIALIZED (SELECT * FROM services.dossiers) SELECT * FROM a",
        "SELECT x.c FROM services.dossiers d, LATERAL (SELECT d.channel AS c) x",
        "SELECT * FROM services.dossiers d JOIN LATERAL (SELECT 1) ON TRUE",
        "SELECT * FROM services.dossiers TABLESAMPLE 100 PERCENT",
        "SELECT * FROM services.dossiers USING SAMPLE 1",
        "SELECT * FROM services.dossiers PIVOT (count(*) FOR channel IN ('online'))",
        "SELECT * FROM services.dossiers UNPIVOT (v FOR n IN (channel, applicant_name))",
        "SELECT * FROM services.dossiers AS d(a, b, c, e)",
        "SELECT a FROM services.dossiers AS d(a, b)",
        "SELECT * FROM (services.dossiers d JOIN services.dossiers r USING (dossier_id))",
        "SELECT * FROM services.dossiers d POSITIONAL JOIN services.dossiers e",
        "SELECT * FROM (VALUES (1)) t(a)",
        "SELECT * FROM services.dossiers FOR UPDATE",
        "SELECT 'x' COLLATE NOCASE",
        "SELECT min(channel), max(channel) FROM services.dossiers",
        "SELECT count(*) FROM services.dossiers",
        "SELECT applicant_name FROM services.dossiers WHERE applicant_name = 'Lê Bí Mật'",
        "SELECT CASE WHEN applicant_name LIKE '%Bí%' THEN 1 END FROM services.dossiers",
        "SELECT ((((((((((1))))))))))",
        "SELECT APPLICANT_NAME FROM SERVICES.DOSSIERS",
        "SELECT dossier_id FROM services.dossiers; --",
    ],
)
def test_every_way_of_writing_is_answered_from_the_view_only(lake, sql):
    answer = ask(lake, sql)
    assert not any(secret in str((answer.columns, answer.rows)) for secret in SECRETS if secret not in sql)


def test_a_function_that_may_not_be_called_is_answered_with_the_nearest(lake):
    with pytest.raises(QueryError, match="did you mean “date_trunc”"):
        ask(lake, "SELECT date_trunk('month', DATE '2026-01-01')")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT date_trunc('month', DATE '2026-05-04'), strftime(DATE '2026-05-04', '%m/%Y'), DATE '2026-05-04' + 7",
        "SELECT round(avg(length(channel)), 1), quantile_cont(2, 0.5), string_agg(channel, ',') FROM services.dossiers",
        "SELECT channel, row_number() OVER (PARTITION BY channel ORDER BY dossier_id) FROM services.dossiers",
        "SELECT ifnull(NULL, 1), if(true, 1, 2), coalesce(NULL, 2), 'a' ILIKE 'A', 'a' SIMILAR TO 'a', 'a' GLOB '*'",
        "SELECT count(*) FILTER (WHERE channel = 'online'), count(DISTINCT commune_code) FROM services.dossiers",
        "SELECT regexp_extract('a1', '\\d'), split_part('a-b', '-', 1), strip_accents('đá'), position('b' IN 'abc')",
        "SELECT list_transform([1, 2], lambda x: x + 1), {'a': 1}.a, [1, 2][1], unnest([1, 2])",
        "SELECT channel FROM services.dossiers QUALIFY rank() OVER (ORDER BY channel) = 1",
    ],
)
def test_ordinary_arithmetic_is_answered(lake, sql):
    assert ask(lake, sql).rows
