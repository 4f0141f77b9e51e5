from datetime import date

import pytest
import sqlglot
from tests.warehouse import dossiers, indicator

from donghanh.indicators.compile import counted_rows, months_statement


def test_all_indicators_of_a_period_column_are_one_scan_of_one_version():
    share = indicator("on_time_share")
    sql = months_statement([share, indicator("on_time_share", denominator="count(*)")], dossiers(), 7, None)
    parsed = sqlglot.parse_one(sql, dialect="duckdb")
    assert len(list(parsed.find_all(sqlglot.exp.Table))) == 1 and "VERSION => 7" in sql
    assert [one.alias for one in parsed.expressions] == ["place", "month", "n0", "d0", "n1", "d1"]


def test_only_the_months_asked_for_are_scanned():
    sql = months_statement([indicator("on_time_share")], dossiers(), 7, [date(2026, 5, 1)])
    assert "2026-05-01" in sql and " IN " in sql


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
