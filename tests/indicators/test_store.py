import sqlite3
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from donghanh.indicators.store import LOADED, Part, Store
from donghanh.periods import parse_period

MAY, YEAR = parse_period("2026-05"), parse_period("2026")
numbers = st.integers(-(10**30), 10**30) | st.decimals(-(10**12), 10**12, places=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(numerator=numbers, denominator=st.none() | numbers)
def test_numbers_come_back_exactly(tmp_path, numerator, denominator):
    store = Store(tmp_path / "figures.sqlite")
    part = Part("LG001", 3, MAY, numerator, denominator)
    store.write("d", 1, [], [part], as_of=None)
    assert store.read("d", 1) == [part]


def test_cells_are_narrowed_by_place_level_grain_and_period(tmp_path):
    store = Store(tmp_path / "figures.sqlite")
    month, year = Part("LG001", 3, MAY, 1, 2), Part("LG001", 3, YEAR, 3, 4)
    province = Part("LG", 1, MAY, 5, 6)
    store.write("d", 1, [Part("LG001", LOADED, MAY, 1, 2)], [month, year, province], as_of=None)
    assert store.read("d", 1, place="LG001") == [year, month]
    assert store.read("d", 1, level=1) == [province]
    assert store.read("d", 1, grain="year") == [year]
    assert store.read("d", 1, period=MAY) == [province, month]
    assert store.loaded("d", 1) == [Part("LG001", LOADED, MAY, 1, 2)]


def test_runs_of_other_definitions_and_versions_stay(tmp_path):
    store = Store(tmp_path / "figures.sqlite")
    for definition, snapshot in (("d", 1), ("d", 2), ("e", 2)):
        store.write(definition, snapshot, [], [Part("LG001", 3, MAY, snapshot, None)], as_of=date(2026, 5, snapshot))
    store.write("d", 2, [], [Part("LG002", 3, MAY, 9, Decimal("0.5"))], as_of=None)
    assert store.runs("d") == [1, 2] and store.runs("e") == [2] and store.runs("f") == []
    assert [one.numerator for one in store.read("d", 1)] == [1]
    assert (store.as_of("d", 1), store.as_of("d", 2)) == (date(2026, 5, 1), None)
    assert [one.place for one in store.read("d", 2)] == ["LG002"]


def test_a_file_of_another_shape_is_emptied_and_used(tmp_path):
    with sqlite3.connect(tmp_path / "figures.sqlite") as old:
        old.execute("CREATE TABLE run (definition TEXT)")
    store = Store(tmp_path / "figures.sqlite")
    store.write("d", 1, [], [Part("LG001", 3, MAY, 1, 2)], as_of=None)
    assert Store(tmp_path / "figures.sqlite").runs("d") == [1]
