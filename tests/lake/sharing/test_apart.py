import pytest
from tests.warehouse import dossier, dossiers, places, write

from donghanh.errors import QueryError
from donghanh.lake.loading.load import load
from donghanh.lake.sharing.access import public_view
from donghanh.lake.sharing.apart import QuestionFailedError, run_apart
from donghanh.lake.sharing.query import query, query_apart
from donghanh.lake.storage import Lake

TWICE = "replace(x, 'x', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')"


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake with three dossiers; these tests only read."""
    folder = tmp_path_factory.mktemp("apart")
    opened = Lake.open(folder / "lake")
    rows = [dossier(1), dossier(2), dossier(3, channel="post")]
    load(opened, dossiers(), write(folder / "a.csv", rows), places(), loaded_by="thử")
    yield opened
    opened.close()


def test_the_answer_is_the_same_as_in_this_process(lake):
    asked = "SELECT channel, count(*) AS n, min(submitted_on) AS first FROM services.dossiers GROUP BY 1 ORDER BY 1"
    datasets, views = {"services.dossiers": dossiers()}, {"services.dossiers": public_view(dossiers())}
    assert query_apart(lake, datasets, asked, views=views) == query(lake, datasets, asked, views=views)


def test_a_value_that_grows_beyond_all_memory_is_stopped_and_this_process_goes_on(lake):
    grown = "'x' AS x"
    for _ in range(6):
        grown = f"{TWICE} AS x FROM (SELECT {grown})"
    with pytest.raises(QuestionFailedError) as caught:
        run_apart(lake.folder, f"SELECT length(x) FROM (SELECT {grown})", 20.0)
    assert caught.value.kind == "memory"
    assert run_apart(lake.folder, "SELECT 1", 20.0) == (("1",), [(1,)])


def test_an_endless_question_is_stopped_in_time(lake):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(QueryError) as caught:
        query_apart(lake, {}, endless, views={}, seconds=0.5)
    assert caught.value.code in ("query.slow", "query.memory")


def test_an_answer_too_large_to_hand_over_says_so(lake):
    wide = "SELECT string_agg('x', '" + "y" * 1000 + "') FROM (SELECT unnest(list_value(" + "1," * 999 + "1)))"
    many = f"SELECT * FROM ({wide}) a, (SELECT unnest(list_value({'1,' * 99}1))) b"
    with pytest.raises(QuestionFailedError) as caught:
        run_apart(lake.folder, many, 20.0)
    assert caught.value.kind == "memory"


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE lake.services.x AS SELECT 1",
        "DELETE FROM lake.services.dossiers",
        "COPY (SELECT 1) TO '/tmp/x.parquet'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SET memory_limit = '100GB'",
        "ATTACH '/tmp/x.db'",
    ],
)
def test_even_without_the_other_fences_it_can_change_nothing_and_read_no_other_file(lake, sql):
    snapshot = lake.snapshot()
    with pytest.raises(QuestionFailedError) as caught:
        run_apart(lake.folder, sql, 20.0)
    assert caught.value.kind == "failed"
    assert lake.snapshot() == snapshot
