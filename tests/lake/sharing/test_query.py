import threading
from dataclasses import replace

import pytest
from tests.warehouse import dossier, dossiers, places, write

from donghanh.errors import QueryError
from donghanh.lake.loading.load import load
from donghanh.lake.sharing.access import public_view
from donghanh.lake.sharing.query import query
from donghanh.lake.storage import Lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake with three dossiers; these tests only read."""
    folder = tmp_path_factory.mktemp("asked")
    opened = Lake.open(folder / "lake")
    rows = [dossier(1), dossier(2), dossier(3, channel="post")]
    load(opened, dossiers(), write(folder / "a.csv", rows), places(), loaded_by="thử")
    yield opened
    opened.close()


def ask(lake, sql, **options):
    return query(lake, {"services.dossiers": dossiers()}, sql, **options)


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT channel, count(*) FROM services.dossiers GROUP BY 1 ORDER BY 1", (("online", 2), ("post", 1))),
        ("WITH d AS (SELECT * FROM services.dossiers) SELECT count(*) FROM d", ((3,),)),
        ("SELECT count(*) FROM services.dossiers a JOIN services.dossiers b USING (dossier_id)", ((3,),)),
        ("SELECT services.dossiers.channel FROM services.dossiers WHERE dossier_id = 'H003'", (("post",),)),
        ("SELECT 1 UNION ALL SELECT 2 ORDER BY 1", ((1,), (2,))),
    ],
)
def test_one_select_over_datasets_is_answered(lake, sql, rows):
    assert ask(lake, sql).rows == rows


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE services.dossiers",
        "DELETE FROM services.dossiers",
        "INSERT INTO services.dossiers SELECT * FROM services.dossiers",
        "CREATE TABLE x AS SELECT 1",
        "COPY services.dossiers TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.db'",
        "PRAGMA version",
        "SET memory_limit = '1GB'",
        "CALL lake.snapshots()",
        "SELECT 1; SELECT 2",
        "INSTALL httpfs",
        "",
        "SELEC 1",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM duckdb_settings()",
        "SELECT getenv('HOME')",
        "SELECT * FROM lake._records.loads",
        "SELECT * FROM _records.faults",
        "SELECT * FROM __ducklake_metadata_lake.ducklake_data_file",
        "SELECT * FROM information_schema.tables",
        "SELECT (SELECT count(*) FROM read_parquet('x'))",
        "SELECT * FROM services.nothing",
        "SELECT nothing FROM services.dossiers",
    ],
)
def test_nothing_else_is(lake, sql):
    with pytest.raises(QueryError):
        ask(lake, sql)


def test_a_misspelt_dataset_is_answered_with_the_nearest(lake):
    with pytest.raises(QueryError, match=r"did you mean “services\.dossiers”"):
        ask(lake, "SELECT * FROM services.dosiers")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT applicant_name FROM services.dossiers",
        "SELECT max(applicant_name) FROM services.dossiers",
        "SELECT 1 FROM services.dossiers WHERE applicant_name LIKE 'N%'",
        "SELECT d.applicant_name FROM services.dossiers d",
    ],
)
def test_a_personal_column_is_not_there_without_a_grant(lake, sql):
    with pytest.raises(QueryError, match="applicant_name"):
        ask(lake, sql)
    named = replace(public_view(dossiers()), columns=("dossier_id", "applicant_name"))
    assert ask(lake, sql, views={"services.dossiers": named}).rows


def test_a_star_does_not_show_personal_columns(lake):
    assert "applicant_name" not in ask(lake, "SELECT * FROM services.dossiers").columns


def test_long_answers_are_cut_and_say_so(lake):
    answer = ask(lake, "SELECT dossier_id FROM services.dossiers ORDER BY 1", limit=2)
    assert answer.rows == (("H001",), ("H002",)) and answer.is_cut
    assert not ask(lake, "SELECT dossier_id FROM services.dossiers", limit=3).is_cut


def test_a_query_that_takes_too_long_is_stopped(lake):
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT max(i) FROM n"
    with pytest.raises(QueryError) as caught:
        ask(lake, many, seconds=0.3)
    assert caught.value.code == "query.slow"


def test_a_dataset_without_data_says_how_to_load_some(lake):
    empty = dossiers(code="services.empty")
    with pytest.raises(QueryError, match=r"donghanh lake load services\.empty"):
        query(lake, {empty.code: empty}, "SELECT * FROM services.empty")


def test_threads_may_ask_at_the_same_time(lake):
    answers: list[object] = []

    def read() -> None:
        answers.extend(ask(lake, "SELECT count(*) FROM services.dossiers").rows for _ in range(5))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [((3,),)] * 30


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("SELECT channel FROM services.dossiers", {"channel"}),
        ("SELECT count(*), max(due_on) FROM services.dossiers d WHERE d.channel = 'post'", {"channel", "due_on"}),
        (
            "SELECT d.channel FROM services.dossiers d NATURAL JOIN (SELECT 'H001' AS dossier_id)",
            {"channel", "dossier_id"},
        ),
        ("SELECT count(*) FROM services.dossiers", None),
        ("SELECT channel, * FROM services.dossiers", None),
        ("SELECT channel, COLUMNS('d.*') FROM services.dossiers", None),
        ("SELECT channel, #2 FROM services.dossiers", None),
        ("SELECT d.channel, d FROM services.dossiers d", None),
        ("SELECT channel, dossiers FROM services.dossiers", None),
        ("SELECT a, channel FROM services.dossiers AS d(a)", None),
        ("SELECT online FROM services.dossiers PIVOT (count(*) FOR channel IN ('online'))", None),
    ],
)
def test_the_answer_tells_which_columns_were_read(lake, sql, named):
    view = public_view(dossiers())
    read = ask(lake, sql, views={"services.dossiers": view}).read["services.dossiers"]
    assert set(read) == (set(view.names) if named is None else named)
