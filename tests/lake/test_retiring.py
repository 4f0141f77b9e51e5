from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.errors import LoadError
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.retiring import retire, retired_loads, trial
from donghanh.lake.sharing.query import query


def numbers(code="test.rows", **changes):
    return small([{"name": "n", "type": "integer"}], code=code, **changes)


def bring(lake, folder, name, rows, dataset=None, **told):
    content = "".join(f"{key},{value}\n" for key, value in rows.items())
    file = text(folder / f"{name}.csv", f"id,n\n{content}")
    return load(lake, dataset or numbers(), file, places(), loaded_by="thử", **told).record


def stands(lake, dataset=None, at=None):
    dataset = dataset or numbers()
    return dict(query(lake, {dataset.code: dataset}, f"SELECT id, n FROM {dataset.code}", at=at).rows)


def test_rows_a_load_brought_go_and_rows_it_changed_get_back_what_they_held(lake, tmp_path):
    bring(lake, tmp_path, "a", {"a": 1, "b": 2})
    wrong = bring(lake, tmp_path, "b", {"b": 20, "c": 30})
    record = retire(lake, numbers(), wrong.id, by="Lan", why="nhầm  tệp")
    assert stands(lake) == {"a": 1, "b": 2}
    assert stands(lake, at=wrong.snapshot) == {"a": 1, "b": 20, "c": 30}
    assert (record.mode, record.retires, record.file_name) == ("retire", wrong.id, f"rút lần nạp {wrong.id}: nhầm tệp")
    assert (record.rows_removed, record.rows_updated, record.rows_inserted) == (1, 1, 0)
    assert loads(lake, "test.rows")[0] == record


def test_a_row_that_gets_its_value_back_is_again_that_of_the_load_that_brought_it(lake, tmp_path):
    first = bring(lake, tmp_path, "a", {"a": 1})
    retire(lake, numbers(), bring(lake, tmp_path, "b", {"a": 2}).id, by="Lan", why="sai")
    rows = query(lake, {"test.rows": numbers()}, "SELECT _load, _row FROM test.rows").rows
    assert rows == ((first.id, 2),)


def test_rows_touched_since_stay_and_are_listed_with_the_load_that_touched_them(lake, tmp_path):
    bring(lake, tmp_path, "a", {"a": 1})
    wrong = bring(lake, tmp_path, "b", {"a": 2, "b": 2, "c": 2})
    later = bring(lake, tmp_path, "c", {"a": 3})
    with trial(lake, numbers(), wrong.id) as (_, done):
        assert (done.removed, done.restored, done.kept) == (2, 0, 1)
        assert done.kept_rows == ((("a",), later.id),)
    retire(lake, numbers(), wrong.id, by="Lan", why="sai")
    assert stands(lake) == {"a": 3}


def test_rows_that_a_whole_file_dropped_come_back(lake, tmp_path):
    full = numbers(load={"mode": "full"})
    bring(lake, tmp_path, "a", {"a": 1, "b": 2}, full)
    wrong = bring(lake, tmp_path, "b", {"b": 3, "c": 4}, full)
    record = retire(lake, full, wrong.id, by="Lan", why="thiếu dòng")
    assert stands(lake, full) == {"a": 1, "b": 2}
    assert (record.rows_removed, record.rows_updated, record.rows_inserted) == (1, 1, 1)


def test_nothing_is_undone_of_a_load_that_a_later_whole_file_has_replaced(lake, tmp_path):
    full = numbers(load={"mode": "full"})
    wrong = bring(lake, tmp_path, "a", {"a": 1, "b": 2}, full)
    bring(lake, tmp_path, "b", {"b": 2, "c": 3}, full)
    assert retire(lake, full, wrong.id, by="Lan", why="cũ").rows_unchanged == 2
    assert stands(lake, full) == {"b": 2, "c": 3}


def test_rows_that_a_file_of_a_period_dropped_come_back_in_that_period(lake, tmp_path):
    column = {"name": "day", "type": "date", "required": True}
    dataset = small([column], load={"mode": "period", "column": "day", "grain": "month"})

    def send(name, rows):
        content = "".join(f"{key},{day}\n" for key, day in rows.items())
        return load(lake, dataset, text(tmp_path / f"{name}.csv", f"id,day\n{content}"), places(), loaded_by="x").record

    send("a", {"a": "2026-04-01"})
    send("b", {"b": "2026-05-01", "c": "2026-05-02"})
    wrong = send("c", {"c": "2026-05-03"})
    retire(lake, dataset, wrong.id, by="Lan", why="gửi thiếu")
    found = query(lake, {"test.rows": dataset}, "SELECT id, day FROM test.rows ORDER BY id").rows
    assert found == (("a", date(2026, 4, 1)), ("b", date(2026, 5, 1)), ("c", date(2026, 5, 2)))


def test_a_trial_shows_the_rows_that_would_remain_and_leaves_everything_as_it_was(lake, tmp_path):
    bring(lake, tmp_path, "a", {"a": 1})
    wrong = bring(lake, tmp_path, "b", {"a": 2, "b": 2})
    before, files = lake.snapshot(), sorted((lake.folder / "data").rglob("*"))
    with trial(lake, numbers(), wrong.id) as (cursor, done):
        assert cursor.execute("SELECT id, n FROM lake.test.rows").fetchall() == [("a", 1)]
        assert (done.removed, done.restored, done.returned, done.kept) == (1, 1, 0, 0)
        assert stands(lake) == {"a": 2, "b": 2}
    assert (lake.snapshot(), stands(lake)) == (before, {"a": 2, "b": 2})
    assert sorted((lake.folder / "data").rglob("*")) == files


def test_a_trial_is_undone_even_if_the_caller_fails_or_commits(lake, tmp_path):
    wrong = bring(lake, tmp_path, "a", {"a": 1})
    with pytest.raises(ZeroDivisionError), trial(lake, numbers(), wrong.id):
        raise ZeroDivisionError
    assert stands(lake) == {"a": 1}


def test_what_cannot_be_retired_is_refused_with_the_reason(lake, tmp_path):
    wrong = bring(lake, tmp_path, "a", {"a": 1})
    record = retire(lake, numbers(), wrong.id, by="Lan", why="sai")
    for dataset, load_id, why, code in (
        (numbers(), wrong.id, "sai", "retire.twice"),
        (numbers(), record.id, "sai", "retire.retirement"),
        (numbers("test.others"), wrong.id, "sai", "retire.dataset"),
        (numbers(), "L000077", "sai", "load.unknown"),
        (numbers(), wrong.id, "  ", "retire.why"),
    ):
        before = lake.snapshot()
        with pytest.raises(LoadError) as refused:
            retire(lake, dataset, load_id, by="Lan", why=why)
        assert (refused.value.code, lake.snapshot()) == (code, before)


def test_the_file_of_a_retired_load_can_be_loaded_again(lake, tmp_path):
    wrong = bring(lake, tmp_path, "a", {"a": 1})
    retire(lake, numbers(), wrong.id, by="Lan", why="nhầm")
    again = bring(lake, tmp_path, "a", {"a": 1})
    assert again.id != wrong.id and stands(lake) == {"a": 1}
    assert retired_loads(loads(lake, "test.rows")) == {wrong.id, "L000002"}


def test_an_older_load_is_retired_under_todays_definition(lake, tmp_path):
    bring(lake, tmp_path, "a", {"a": 1, "b": 1})
    wrong = bring(lake, tmp_path, "b", {"a": 2})
    today = small([{"name": "many", "type": "decimal", "was": ["n"]}, {"name": "note", "type": "text"}])
    retire(lake, today, wrong.id, by="Lan", why="sai")
    found = query(lake, {"test.rows": today}, "SELECT id, many, note FROM test.rows ORDER BY id").rows
    assert found == (("a", 1, None), ("b", 1, None))


def test_personal_values_come_back_too(lake, tmp_path):
    dataset = dossiers()
    load(lake, dataset, write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="thử")
    changed = write(tmp_path / "b.csv", [dossier(1, applicant_name="Lê Thị Khác")])
    wrong = load(lake, dataset, changed, places(), loaded_by="thử").record
    retire(lake, dataset, wrong.id, by="Lan", why="sai tên")
    with lake.reading() as cursor:
        assert cursor.execute(f"SELECT applicant_name FROM {dataset.table}").fetchall() == [("Nguyễn Văn Thử",)]


KEYS = st.lists(st.sampled_from("abcdef"), min_size=1, unique=True)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(KEYS, min_size=2, max_size=4), order=st.permutations(range(4)), name=st.uuids())
def test_loads_retired_in_any_order_leave_what_the_others_alone_would_have_made(lake, tmp_path, files, order, name):
    dataset = numbers(f"test.n{name.hex}")
    # Every load brings values of its own, since the lake does not keep which equal rows a later file confirmed.
    contents = [{key: 100 * number + ord(key) for key in keys} for number, keys in enumerate(files)]
    ids = [bring(lake, tmp_path, str(number), rows, dataset).id for number, rows in enumerate(contents)]
    left = dict(enumerate(contents))
    for number in [one for one in order if one < len(files)][:-1]:
        retire(lake, dataset, ids[number], by="Lan", why="thử")
        del left[number]
        expected: dict[str, int] = {}
        for rows in left.values():
            expected |= rows
        assert stands(lake, dataset) == expected
