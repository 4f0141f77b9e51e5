import sqlite3
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from donghanh.indicators.store import Piece, Store
from donghanh.periods import parse_period

MAY, YEAR = parse_period("2026-05"), parse_period("2026")
numbers = st.integers(-(10**18), 10**18) | st.decimals(allow_nan=False, allow_infinity=False, places=6)


def write(store: Store, lake, definition: str, snapshot: int, *cells: str, as_of=None) -> None:
    """Keep cells of May, each written as the SQL of place, level, numerator and denominator."""
    with lake.reading() as cursor:
        rows = " UNION ALL ".join(f"SELECT {one}" for one in cells)
        file = store.write(
            cursor,
            f"SELECT a AS place, b AS level, 1 AS months, DATE '2026-05-01' AS period, c AS \"n_{definition}\", "
            f'd AS "d_{definition}", NULL::BIGINT AS reporting, FALSE AS bridged FROM ({rows}) t(a, b, c, d)',
        )
    pieces = {definition: [Piece(file, "month", frozenset([MAY]))]}
    store.keep_parts(snapshot, as_of, pieces)
    store.keep_cells(snapshot, "own", pieces)


def read(store: Store, definition: str, snapshot: int, **narrowed):
    pieces = store.one(definition, snapshot).cells.get("own", {}).get("month", ())
    return list(store.read(definition, pieces, has_denominator=True, **narrowed))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(numerator=numbers, denominator=numbers)
def test_numbers_come_back_exactly(lake, numerator, denominator):
    store = Store(lake)
    exact = (f"CAST('{one}' AS DECIMAL(38, 6))" for one in (numerator, denominator))
    write(store, lake, "d", 1, f"'LG001', 3, {', '.join(exact)}")
    (row,) = read(store, "d", 1)
    assert (row.numerator, row.denominator) == (numerator, denominator)


def test_a_median_between_two_days_comes_back_as_it_is_written(lake):
    store = Store(lake)
    write(store, lake, "d", 1, "'LG001', 3, 2.5::DOUBLE, 1", "'LG002', 3, NULL::DOUBLE, 1")
    (row,) = read(store, "d", 1)
    assert row.numerator == Decimal("2.5")


def test_cells_are_narrowed_by_place_level_and_period(lake):
    store = Store(lake)
    write(store, lake, "d", 1, "'LG001', 3, 1, 2", "'LG', 1, 5, 6")
    assert [one.place for one in read(store, "d", 1)] == ["LG", "LG001"]
    assert [one.place for one in read(store, "d", 1, place="LG001")] == ["LG001"]
    assert [one.place for one in read(store, "d", 1, level=1)] == ["LG"]
    assert read(store, "d", 1, period=parse_period("2026-06")) == []


def test_runs_of_other_definitions_and_versions_stay(lake):
    store = Store(lake)
    for definition, snapshot in (("d", 1), ("d", 2), ("e", 2)):
        write(store, lake, definition, snapshot, f"'LG001', 3, {snapshot}, 1", as_of=date(2026, 5, snapshot))
    write(store, lake, "d", 2, "'LG002', 3, 9, 1")
    assert store.newest(["d", "e", "f"], 2) == {"d": 2, "e": 2} and store.newest(["d", "e"], 1) == {"d": 1}
    assert [one.numerator for one in read(store, "d", 1)] == [1]
    assert (store.one("d", 1).as_of, store.one("d", 2).as_of) == (date(2026, 5, 1), None)
    assert [one.place for one in read(store, "d", 2)] == ["LG002"]


def test_a_file_that_is_gone_is_as_if_it_had_never_been_computed(lake):
    store = Store(lake)
    write(store, lake, "d", 1, "'LG001', 3, 1, 2")
    for file in store.folder.iterdir():
        file.unlink()
    assert store.newest(["d"], 1) == {} and store.one("d", 1).cells == {} and read(store, "d", 1) == []


def test_an_index_of_an_earlier_shape_is_emptied_and_used(lake):
    with sqlite3.connect(lake.folder / "figures.sqlite") as old:
        old.execute("CREATE TABLE run (definition TEXT)")
        old.execute("PRAGMA user_version = 1")
    write(Store(lake), lake, "d", 1, "'LG001', 3, 1, 2")
    assert Store(lake).newest(["d"], 1) == {"d": 1}
