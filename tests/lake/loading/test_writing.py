import pytest
from tests.warehouse import places, small, text

from donghanh.errors import LoadError
from donghanh.lake.loading.load import load

COLUMNS = [{"name": "amount", "type": "integer"}]


@pytest.fixture
def bring(lake, tmp_path):
    """Load a content; the record of the load."""

    def run(dataset, content):
        file = text(tmp_path / "a.csv", content)
        return load(lake, dataset, file, places(), loaded_by="thử").record

    return run


def stored(lake, dataset):
    with lake.reading() as cursor:
        return cursor.execute(f"SELECT id, amount FROM {dataset.table} ORDER BY id").fetchall()


def test_new_changed_and_equal_rows_are_told_apart_and_equal_ones_keep_the_load_that_brought_them(lake, bring):
    dataset = small(COLUMNS)
    first = bring(dataset, "id,amount\n1,5\n2,6\n")
    second = bring(dataset, "id,amount\n1,5\n2,7\n3,8\n")
    assert (second.rows_inserted, second.rows_updated, second.rows_unchanged) == (1, 1, 1)
    assert stored(lake, dataset) == [("1", 5), ("2", 7), ("3", 8)]
    with lake.reading() as cursor:
        loads = dict(cursor.execute(f"SELECT id, _load FROM {dataset.table}").fetchall())
    assert loads == {"1": first.id, "2": second.id, "3": second.id}


def test_a_dataset_loaded_whole_loses_the_rows_its_file_no_longer_holds(lake, bring):
    dataset = small(COLUMNS, load={"mode": "full"})
    bring(dataset, "id,amount\n1,5\n2,6\n")
    assert bring(dataset, "id,amount\n2,6\n").rows_removed == 1
    assert stored(lake, dataset) == [("2", 6)]


def test_an_appending_dataset_never_changes_a_row_and_says_when_nothing_is_new(lake, bring):
    dataset = small(COLUMNS, load={"mode": "append"})
    bring(dataset, "id,amount\n1,5\n")
    assert bring(dataset, "id,amount\n1,9\n2,6\n").rows_quarantined == 1
    with pytest.raises(LoadError) as refused:
        bring(dataset, "id,amount\n1,4\n2,4\n")
    assert refused.value.code == "load.nothing-new"
    assert stored(lake, dataset) == [("1", 5), ("2", 6)]
