from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.warehouse import places, small, text

from donghanh.errors import LoadError
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood


def bring(lake: Lake, tmp_path, dataset, content: str):
    return load(lake, dataset, text(tmp_path / "a.csv", content), places(), loaded_by="thử").record


def at(lake: Lake, dataset, record):
    """The rows of a version, under today's names and types, by key."""
    with lake.reading() as cursor:
        return cursor.execute(
            f"SELECT * EXCLUDE (_load, _row) FROM ({as_it_stood(lake, dataset, record.snapshot)}) ORDER BY id"
        ).fetchall()


def test_an_added_column_is_empty_in_the_versions_before_it(lake, tmp_path):
    first = bring(lake, tmp_path, small([]), "id\n1\n")
    wider = small([{"name": "amount", "type": "integer"}])
    second = bring(lake, tmp_path, wider, "id,amount\n2,5\n")
    assert at(lake, wider, first) == [("1", None)]
    assert at(lake, wider, second) == [("1", None), ("2", 5)]


def test_a_renamed_column_keeps_its_values_in_every_version(lake, tmp_path):
    first = bring(lake, tmp_path, small([{"name": "sum", "type": "integer"}]), "id,sum\n1,5\n")
    renamed = small([{"name": "total", "type": "integer", "was": ["sum"]}])
    second = bring(lake, tmp_path, renamed, "id,total\n2,6\n")
    twice = small([{"name": "amount", "type": "integer", "was": ["total", "sum"]}])
    third = bring(lake, tmp_path, twice, "id,amount\n3,7\n")
    assert at(lake, twice, first) == [("1", 5)]
    assert at(lake, twice, second) == [("1", 5), ("2", 6)]
    assert at(lake, twice, third) == [("1", 5), ("2", 6), ("3", 7)]


@pytest.mark.parametrize(
    ("narrow", "wide", "written", "value"),
    [
        ("integer", "decimal", "5", Decimal(5)),
        ("integer", "text", "5", "5"),
        ("money", "decimal", "5", Decimal(5)),
        ("date", "timestamp", "2026-05-03", datetime.fromisoformat("2026-05-03T00:00:00")),
        ("date", "text", "2026-05-03", "2026-05-03"),
        ("decimal", "text", "1,5", "1.500000"),
        ("boolean", "text", "có", "true"),
        ("place", "text", "LG001", "LG001"),
    ],
)
def test_a_widened_column_keeps_its_values_in_every_version(lake, tmp_path, narrow, wide, written, value):
    first = bring(lake, tmp_path, small([{"name": "x", "type": narrow}]), f"id\tx\n1\t{written}\n2\t\n")
    wider = small([{"name": "x", "type": wide}])
    second = bring(lake, tmp_path, wider, f"id\tx\n3\t{written}\n")
    assert at(lake, wider, first) == [("1", value), ("2", None)]
    assert [row[0] for row in at(lake, wider, second)] == ["1", "2", "3"]
    assert at(lake, wider, second)[:2] == [("1", value), ("2", None)]


def test_a_column_renamed_and_widened_at_once_and_divided_by_keeps_its_rows(lake, tmp_path):
    was = small([{"name": "day", "type": "date"}], partition="day")
    first = bring(lake, tmp_path, was, "id,day\n1,2026-05-03\n2,2026-06-03\n")
    now = small([{"name": "moment", "type": "timestamp", "was": ["day"]}])
    second = bring(lake, tmp_path, now, "id,moment\n2,2026-06-03 08:00\n")
    assert at(lake, now, first) == [
        ("1", datetime.fromisoformat("2026-05-03T00:00:00")),
        ("2", datetime.fromisoformat("2026-06-03T00:00:00")),
    ]
    assert at(lake, now, second) == [
        ("1", datetime.fromisoformat("2026-05-03T00:00:00")),
        ("2", datetime.fromisoformat("2026-06-03T08:00:00")),
    ]
    assert (second.rows_updated, second.rows_inserted) == (1, 0)


@pytest.mark.parametrize(("stored", "declared"), [("decimal", "integer"), ("text", "date"), ("timestamp", "date")])
def test_a_narrower_type_is_refused_with_the_remedy_and_nothing_changes(lake, tmp_path, stored, declared):
    kept = small([{"name": "x", "type": stored}])
    first = bring(lake, tmp_path, kept, "id,x\n1,2026-01-01\n" if stored != "decimal" else "id,x\n1,5\n")
    before = lake.snapshot()
    with pytest.raises(LoadError, match="retired: true"):
        bring(lake, tmp_path, small([{"name": "x", "type": declared}]), "id,x\n2,\n")
    assert lake.snapshot() == before and len(at(lake, kept, first)) == 1


def test_a_whole_number_too_large_for_a_decimal_keeps_the_column_as_it_is(lake, tmp_path):
    bring(lake, tmp_path, small([{"name": "x", "type": "integer"}]), f"id,x\n1,{2**62}\n")
    with pytest.raises(LoadError, match="BIGINT"):
        bring(lake, tmp_path, small([{"name": "x", "type": "decimal"}]), "id,x\n2,5\n")


def test_a_retired_column_and_one_no_longer_declared_keep_what_is_stored(lake, tmp_path):
    columns = [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}]
    first = bring(lake, tmp_path, small(columns), "id,a,b\n1,5,6\n2,7,8\n")
    retired = small([columns[0] | {"retired": True}])
    second = bring(lake, tmp_path, retired, "id\n1\n3\n")
    assert (second.rows_unchanged, second.rows_inserted) == (1, 1)
    assert at(lake, retired, second) == [("1", 5), ("2", 7), ("3", None)]
    assert at(lake, small(columns), first) == [("1", 5, 6), ("2", 7, 8)]
    third = bring(lake, tmp_path, small(columns), "id,a,b\n3,1,1\n")
    assert at(lake, small(columns), third) == [("1", 5, 6), ("2", 7, 8), ("3", 1, 1)]


def test_a_dataset_divided_by_months_keeps_each_month_in_a_file_of_its_own(lake, tmp_path):
    dataset = small([{"name": "day", "type": "date"}], partition="day")
    rows = "".join(f"{month}-{number},{date(2026, month, 1)}\n" for month in (1, 2, 3) for number in range(400))
    bring(lake, tmp_path, dataset, "id,day\n" + rows)
    assert len(list(lake.data.rglob("*month=*/*.parquet"))) == 3
    plain = small([{"name": "day", "type": "date"}])
    more = "".join(f"x{number},2026-04-01\n" for number in range(600))
    assert bring(lake, tmp_path, plain, "id,day\n" + more).rows_inserted == 600
