from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.lake.sources.typed import as_text, sql_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (1.234, "1.2340"),
        (1e20, "100000000000000000000"),
        (Decimal("10.50"), "10.5"),
        (Decimal("1E+3"), "1000"),
        (True, "true"),
        (date(2026, 5, 4), "2026-05-04"),
        (datetime.fromisoformat("2026-05-04T10:29:59.999996"), "2026-05-04 10:30:00"),
        (datetime(2026, 5, 4, 20, tzinfo=UTC), "2026-05-05 03:00:00"),
        (time(10, 30), "10:30:00"),
        (timedelta(days=1, hours=12), "36:00:00"),
        (b"\x01\xff", "01ff"),
    ],
)
def test_a_value_is_written_in_one_way(value, text):
    assert as_text(value) == text


numbers = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12)


@given(numbers)
def test_a_number_keeps_its_value_and_never_looks_like_thousands(number):
    text = as_text(number)
    assert Decimal(text) == number
    assert len(text.partition(".")[2]) != 3


@given(st.lists(numbers, min_size=1, max_size=20))
def test_databases_write_numbers_as_the_rest_does(many):
    texts = [f"{one:f}" for one in many]
    found = duckdb.execute(f"SELECT {sql_number('t')} FROM (SELECT unnest($texts) AS t)", {"texts": texts}).fetchall()
    assert [Decimal(row[0]) for row in found] == many
    assert [row[0].lstrip("-") for row in found] == [as_text(one).lstrip("-") for one in many]
