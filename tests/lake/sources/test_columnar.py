import json

import duckdb
import pytest
from tests.sources import PLAIN, rows_of
from tests.warehouse import small, text

from donghanh.errors import LoadError

ROWS = [{"id": "a", "name": "Đặng", "amount": 1.5}, {"id": "b", "name": None, "amount": 1.234}]


def parquet(file, select):
    with duckdb.connect() as made:
        made.execute(f"COPY ({select}) TO '{file}' (FORMAT parquet)")
    return file


@pytest.mark.parametrize("written", [json.dumps(ROWS, indent=1), "\n".join(map(json.dumps, ROWS)) + "\n"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
def test_records_are_read_as_an_array_or_line_by_line_whatever_the_ending(tmp_path, written, name):
    assert rows_of(text(tmp_path / name, written), tmp_path) == [(1, "a", "Đặng", "1.5"), (2, "b", None, "1.2340")]


def test_a_value_inside_an_object_goes_by_its_path(tmp_path):
    dataset = small([{"name": "commune", "type": "text", "headers": ["nơi ở.mã.xã"]}])
    file = text(tmp_path / "a.json", '[{"id": 1, "nơi ở": {"mã.xã": "00004"}}, {"id": "2"}]')
    assert rows_of(file, tmp_path, dataset) == [(1, "1", "00004"), (2, "2", None)]


@pytest.mark.parametrize("value", ['["x"]', '[{"a": 1}]', '"x"}, {"id": "b", "amount": 1, "name": ["y"]'])
def test_a_list_in_a_column_that_is_wanted_is_refused_by_its_path(tmp_path, value):
    file = text(tmp_path / "a.json", f'[{{"id": "a", "amount": 1, "name": {value}}}]')
    with pytest.raises(LoadError, match="“name”") as caught:
        rows_of(file, tmp_path)
    assert caught.value.code == "load.nested"


def test_a_list_that_nobody_asks_for_is_passed_over(tmp_path):
    file = text(tmp_path / "a.json", '[{"id": "a", "amount": 1, "name": "A", "tags": ["x"]}]')
    assert rows_of(file, tmp_path) == [(1, "a", "A", "1")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('{"id": 1}\n{"id": ', "load.json"),
        ('[{"id": 1}, {"id', "load.json"),
        ('[{"id": 1}, 2]', "load.json"),
        ("[]", "load.no-rows"),
        ('[{"id": 1}]', "load.columns"),
    ],
)
def test_broken_records_are_refused_with_the_remedy(tmp_path, written, code):
    with pytest.raises(LoadError) as caught:
        rows_of(text(tmp_path / "a.json", written), tmp_path)
    assert caught.value.code == code


def test_parquet_is_read_with_numbers_dates_and_instants(tmp_path):
    dataset = small(
        [{"name": "amount", "type": "decimal"}, {"name": "day", "type": "date"}, {"name": "at", "type": "timestamp"}]
    )
    file = parquet(
        tmp_path / "a.csv",
        "SELECT 7 AS id, 1.234::DECIMAL(10,3) AS amount, DATE '2026-05-04' AS day, "
        "TIMESTAMPTZ '2026-05-04 20:00:00+00' AS at UNION ALL SELECT 8, 0.5, NULL, NULL",
    )
    assert rows_of(file, tmp_path, dataset) == [
        (1, "7", "1.2340", "2026-05-04", "2026-05-05 03:00:00"),
        (2, "8", "0.5", None, None),
    ]


def test_a_nested_column_of_parquet_is_refused_if_wanted(tmp_path):
    file = parquet(tmp_path / "a.parquet", "SELECT '1' AS id, [1, 2] AS name, 1.5::DOUBLE AS amount")
    with pytest.raises(LoadError, match="“name”"):
        rows_of(file, tmp_path, PLAIN)


@pytest.mark.parametrize("cut", [8, 100, -4])
def test_a_damaged_parquet_file_is_named_as_such(tmp_path, cut):
    file = parquet(tmp_path / "a.parquet", "SELECT '1' AS id, 'x' AS name, 1.5 AS amount")
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(LoadError, match="Parquet") as caught:
        rows_of(file, tmp_path)
    assert caught.value.code == "load.parquet" and str(tmp_path) not in caught.value.vi
