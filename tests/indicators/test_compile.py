import duckdb
import pytest
import sqlglot
from tests.warehouse import dossiers, indicator

from donghanh.indicators.compile import counted_rows, parts_statement, sums, within
from donghanh.periods import parse_period

SOURCE = 'SELECT * FROM lake."services"."dossiers" AT (VERSION => 7)'


def test_all_indicators_of_a_period_column_are_one_scan_of_one_version():
    group = [indicator("on_time_share"), indicator("on_time_share", denominator="count(*)")]
    sql = parts_statement(SOURCE, dossiers(), "completed_on", "month", sums(group), None)
    parsed = sqlglot.parse_one(sql, dialect="duckdb")
    assert len(list(parsed.find_all(sqlglot.exp.Table))) == 1 and "VERSION => 7" in sql
    named = [f"{letter}_{one.fingerprint}" for one in group for letter in "nd"]
    assert [one.alias for one in parsed.expressions] == ["place", "period", "records", *named]


@pytest.mark.parametrize(
    ("periods", "days"),
    [
        (["2026-05"], ["2026-05-01", "2026-05-31"]),
        (["2026-06", "2026-05"], ["2026-05-01", "2026-06-30"]),
        (["2026-02", "2026-04"], ["2026-02-01", "2026-02-28", "2026-04-01", "2026-04-30"]),
        ([], []),
    ],
)
def test_only_the_periods_asked_for_are_scanned_neighbours_as_one_range(periods, days):
    condition = within("day", [parse_period(one) for one in periods])
    assert [part[:10] for part in condition.split("'")[1::2]] == days
    held = "SELECT DATE '2026-01-31' + i::INTEGER AS day FROM range(200) t(i)"
    months = duckdb.sql(f"SELECT DISTINCT strftime(day, '%Y-%m') FROM ({held}) WHERE {condition}").fetchall()
    assert sorted(row[0] for row in months) == sorted(periods)


@pytest.mark.parametrize(
    ("numerator", "condition"),
    [
        ("count(*)", "TRUE"),
        ("count(*) FILTER (WHERE a > 1)", "a > 1"),
        ("sum(a)", "NOT a IS NULL"),
        ("sum(a) FILTER (WHERE b = 2)", "b = 2 AND NOT a IS NULL"),
        ("count(*) FILTER (WHERE a > 1) - count(*) FILTER (WHERE b = 2)", "a > 1 OR b = 2"),
    ],
)
def test_the_rows_counted_are_those_the_filters_let_in(numerator, condition):
    share = indicator("on_time_share", numerator=numerator)
    assert counted_rows(share, "numerator").sql("duckdb").replace("(", "").replace(")", "") == condition


@pytest.mark.parametrize(
    ("value", "condition"),
    [
        ("median(a - b)", "NOT a - b IS NULL"),
        ("count(DISTINCT a) FILTER (WHERE b = 2)", "b = 2 AND NOT a IS NULL"),
        ("quantile_cont(a, 0.9)", "NOT a IS NULL"),
    ],
)
def test_a_value_is_computed_from_the_rows_that_have_what_it_asks_for(value, condition):
    median = indicator("on_time_share", numerator=None, denominator=None, value=value, measure="days")
    assert counted_rows(median, "value").sql("duckdb").replace("(", "").replace(")", "") == condition
