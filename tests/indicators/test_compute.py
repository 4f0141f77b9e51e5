from decimal import Decimal

import pytest
from tests.warehouse import dossier, dossiers, indicator, places, small, text, write

from donghanh.errors import InputError, QueryError
from donghanh.indicators.compute import added_up, cells, compute, store
from donghanh.lake.loading import load
from donghanh.lake.query import query
from donghanh.periods import parse_period

SHARE, ONLINE = indicator("on_time_share"), indicator("online_share")


def bring(lake, tmp_path, name, rows) -> int:
    file = write(tmp_path / name, rows)
    return load(lake, dossiers(), file, places(), loaded_by="thử").record.snapshot


def values(lake, snapshot, **narrowed):
    found = cells(lake, SHARE, snapshot, **narrowed)
    return {(one.place, str(one.period)): (one.numerator, one.denominator) for one in found}


MIXED = [
    dossier(1),
    dossier(2, completed_on="2026-05-12"),
    dossier(3, completed_on="2026-06-01", due_on="2026-06-01"),
    dossier(4, completed_on=""),
    dossier(5, due_on=""),
    dossier(6, commune_code="LG002"),
]


def test_numerator_and_denominator_are_counted_for_every_place_and_period(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    assert compute(lake, dossiers(), [SHARE], places()) == snapshot
    assert values(lake, snapshot, grain="month") == {
        ("LG001", "2026-05"): (1, 2), ("LG001", "2026-06"): (1, 1), ("LG002", "2026-05"): (1, 1),
        ("LG", "2026-05"): (2, 3), ("LG", "2026-06"): (1, 1),
    }  # fmt: skip
    assert values(lake, snapshot, place="LG", period=parse_period("2026")) == {("LG", "2026"): (3, 4)}


def test_the_value_is_divided_last_and_rounded_only_when_published(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    (cell,) = cells(lake, SHARE, snapshot, place="LG", period=parse_period("2026-05"))
    assert cell.value == Decimal(200) / 3
    assert cell.id == f"indicator/services.on_time_share/LG/2026-05@{snapshot}"


def test_there_is_no_value_where_the_denominator_is_0(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", [dossier(1, due_on="")])
    compute(lake, dossiers(), [SHARE], places())
    (cell,) = cells(lake, SHARE, snapshot, place="LG001", grain="month")
    assert (cell.numerator, cell.denominator, cell.value) == (0, 0, None)


def test_after_a_load_the_figures_are_those_of_a_full_computation(lake, tmp_path):
    bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    # moved to another month, to another place, opened again, changed, new
    later = [
        dossier(1, completed_on="2026-07-01"),
        dossier(2, commune_code="LG003"),
        dossier(3, completed_on=""),
        dossier(6, commune_code="LG002", due_on="2026-05-05"),
        dossier(7, completed_on="2027-01-05"),
    ]
    snapshot = bring(lake, tmp_path, "b.csv", later)
    compute(lake, dossiers(), [SHARE], places())
    incremental = values(lake, snapshot)
    (lake.folder / "figures.sqlite").unlink()
    compute(lake, dossiers(), [SHARE], places())
    assert incremental == values(lake, snapshot)
    assert ("LG001", "2026-06") not in incremental and incremental["LG", "2027"] == (0, 1)


def test_a_load_leaves_the_months_it_did_not_touch_alone(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    kept = store(lake)
    marked = [one if str(one.period) != "2026-05" else type(one)(one.place, 0, one.period, 77, 77)
              for one in kept.loaded(SHARE.fingerprint, first)]  # fmt: skip
    kept.write(SHARE.fingerprint, first, marked, [], as_of=None)
    snapshot = bring(lake, tmp_path, "b.csv", [dossier(8, completed_on="2026-06-02")])
    compute(lake, dossiers(), [SHARE], places())
    assert values(lake, snapshot, place="LG001", grain="month") == {
        ("LG001", "2026-05"): (77, 77),
        ("LG001", "2026-06"): (1, 2),
    }


def test_a_figure_once_shown_keeps_its_value(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", MIXED)
    bring(lake, tmp_path, "b.csv", [dossier(2)])
    compute(lake, dossiers(), [SHARE], places())
    compute(lake, dossiers(), [SHARE], places(), at=first)
    assert values(lake, first, place="LG", grain="year") == {("LG", "2026"): (3, 4)}


def test_two_indicators_of_different_period_columns_are_computed_together(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", [dossier(1, completed_on="2026-07-01"), dossier(2, channel="post")])
    compute(lake, dossiers(), [SHARE, ONLINE], places())
    found = cells(lake, ONLINE, snapshot, place="LG", grain="month")
    assert [(str(one.period), one.numerator, one.denominator) for one in found] == [("2026-05", 1, 2)]
    assert ("LG", "2026-07") in values(lake, snapshot)


def test_sums_of_decimals_are_exact(lake, tmp_path):
    columns = [
        {"name": "commune", "type": "text"},
        {"name": "on_day", "type": "date"},
        {"name": "cost", "type": "decimal"},
    ]
    dataset = small(columns, place="commune")
    rows = "".join(f"{number}\tLG001\t2026-05-01\t0,1\n" for number in range(1000))
    file = text(tmp_path / "a.csv", "id\tcommune\ton_day\tcost\n" + rows)
    snapshot = load(lake, dataset, file, places(), loaded_by="thử").record.snapshot
    changes = {"dataset": "test.rows", "numerator": "sum(cost)", "denominator": None, "measure": "million_dong"}
    total = indicator("on_time_share", **changes, period={"column": "on_day"})
    compute(lake, dataset, [total], places())
    assert [one.value for one in cells(lake, total, snapshot, place="LG", grain="year")] == [Decimal(100)]


def test_cells_add_up_over_places_and_periods(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    months = cells(lake, SHARE, snapshot, level=3, grain="month")
    assert [(one.place, one.numerator, one.denominator) for one in added_up(months, ["place"])] == [
        ("LG001", 2, 3),
        ("LG002", 1, 1),
    ]
    (total,) = added_up(months, [])
    assert (total.numerator, total.denominator, total.value, total.id) == (3, 4, 75, None)


def test_an_indicator_that_does_not_fit_or_has_no_data_is_refused(lake, tmp_path):
    with pytest.raises(QueryError, match="no data"):
        compute(lake, dossiers(), [SHARE], places())
    bring(lake, tmp_path, "a.csv", MIXED)
    with pytest.raises(InputError, match="nothing"):
        compute(lake, dossiers(), [indicator("on_time_share", numerator="count(nothing)")], places())


def test_a_direct_query_gives_the_same_numbers(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    sql = f"SELECT {SHARE.numerator}, {SHARE.denominator} FROM services.dossiers"
    (row,) = query(lake, {"services.dossiers": dossiers()}, sql).rows
    (total,) = added_up(cells(lake, SHARE, snapshot, level=1, grain="month"), [])
    assert row == (total.numerator, total.denominator)
