from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donghanh.lake.columns import Column
from donghanh.lake.loading.values import clean, faults, literal, suspicious, value
from donghanh.lake.storage import Lake
from donghanh.text import nfc


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """A connection on which expressions are computed; nothing is stored."""
    opened = Lake.open(tmp_path_factory.mktemp("values"))
    with opened.reading() as one:
        yield one
    opened.close()


def read(cursor, kind: str, written: str, style: str = "unclear", **rules):
    """The value of a field, and the code of what is wrong with it."""
    column = Column.model_validate({"name": "x", "type": kind, **rules})
    found = value(column, "field", literal(style))
    told = faults(column, f"({clean('field')})", "found", literal(style), required=column.required)
    wrong = "CASE " + " ".join(f"WHEN {one} THEN {literal(code)}" for one, code, _ in told) + " END"
    doubt = suspicious(column, "field", "found", required=column.required) or "false"
    row = cursor.execute(
        f"SELECT found, {wrong}, coalesce({doubt}, false) FROM (SELECT field, {found} AS found FROM "
        "(SELECT $field AS field))",
        {"field": written},
    ).fetchone()
    assert row[2] or not row[1], "a fault that no closer look would find"
    return row[0], row[1] or None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-05-03 08:30:15", datetime.fromisoformat("2026-05-03T08:30:15")),
        ("2026-05-03T08:30:15.25", datetime.fromisoformat("2026-05-03T08:30:15.250000")),
        ("03/05/2026 08:30", datetime.fromisoformat("2026-05-03T08:30:00")),
        (" 3/5/2026 8:30:15 ", datetime.fromisoformat("2026-05-03T08:30:15")),
        ("03/05/2026", datetime.fromisoformat("2026-05-03T00:00:00")),
        ("2026-05-03T08:30:00Z", datetime.fromisoformat("2026-05-03T15:30:00")),
        ("2026-05-03T20:30:00Z", datetime.fromisoformat("2026-05-04T03:30:00")),
        ("2026-05-03T08:30:00+07:00", datetime.fromisoformat("2026-05-03T08:30:00")),
        ("2026-05-03 08:30:00.1234567 +0900", datetime.fromisoformat("2026-05-03T06:30:00.123456")),
        ("2026-05-03T08:30-03:30", datetime.fromisoformat("2026-05-03T19:00:00")),
    ],
)
def test_a_time_is_read_however_it_is_written_and_told_as_the_time_of_day_in_viet_nam(cursor, written, moment):
    assert read(cursor, "timestamp", written) == (moment, None)


@settings(max_examples=50, deadline=None)
@given(
    moment=st.datetimes(
        datetime.fromisoformat("1901-01-01T00:00:00"), datetime.fromisoformat("2100-01-01T00:00:00")
    ).map(lambda one: one.replace(microsecond=0)),
    hours=st.integers(-12, 14),
)
def test_every_zone_comes_to_the_same_moment(cursor, moment, hours):
    written = f"{moment:%Y-%m-%dT%H:%M:%S}{hours:+03d}:00"
    at_home = moment + timedelta(hours=7 - hours)
    assert read(cursor, "timestamp", written) == (at_home, None)
    assert read(cursor, "date", written) == (at_home.date(), None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-05-03 25:00", "timestamp"),
        ("05/13/2026 08:30", "date-order"),
        ("03/05/26 08:30", "date-year"),
        ("2026-13-05T08:30:00Z", "date-order"),
        ("sáng mai", "timestamp"),
    ],
)
def test_what_is_no_time_is_named_for_what_is_wrong_with_it(cursor, written, code):
    assert read(cursor, "timestamp", written) == (None, code)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "1500000",
            "1.500.000",
            "1,500,000",
            "1500000 đ",
            "1.500.000 đồng",
            "1.500.000Đ",
            "VND 1,500,000",
            "1500000.00",
        ),
        *("1.500.000,00 ₫", "+1500000", "1,500,000.0 VNĐ", "1500000,0"),
    ],
)
def test_money_is_whole_dong_however_it_is_written(cursor, written):
    assert read(cursor, "money", written) == (1_500_000, None)


@pytest.mark.parametrize("written", ["1500000,5", "1.500.000,25 đồng", "0.5", "1,500,000.75"])
def test_a_fraction_of_a_dong_is_refused_as_one(cursor, written):
    assert read(cursor, "money", written) == (None, "money-fraction")


@pytest.mark.parametrize("written", ["1,5 triệu", "hai tỷ", "9223372036854775808", "1.50.00", "$5"])
def test_what_is_no_amount_is_said_to_be_none(cursor, written):
    assert read(cursor, "money", written) == (None, "money")


@settings(max_examples=50, deadline=None)
@given(amount=st.integers(-(10**17), 10**17))
def test_every_amount_comes_back_exactly(cursor, amount):
    for written in (f"{amount}", f"{amount:,}", f"{amount:,}".replace(",", "."), f"{amount:,} đ", f"{amount}.00"):
        assert read(cursor, "money", written) == (amount, None)


@pytest.mark.parametrize(("kind", "code"), [("money", "money-fraction"), ("integer", "integer")])
def test_a_number_from_a_typed_source_has_no_dot_for_thousands(cursor, kind, code):
    assert read(cursor, kind, "1.234", "point") == (None, code)
    assert read(cursor, kind, "12.0", "point") == (12, None)
    assert read(cursor, kind, "1.234.567", "point") == (1234567, None)
    assert read(cursor, kind, "1.234") == (1234, None)


@pytest.mark.parametrize(
    ("kind", "low", "high", "fits", "below", "above"),
    [
        ("integer", 0, 10, "10", "-1", "11"),
        ("decimal", 0, 1.5, "1,5", "-0,5", "1,6"),
        ("money", 1000, 2000, "1.000", "999", "2.001"),
        ("date", date(2026, 1, 1), date(2026, 12, 31), "31/12/2026", "31/12/2025", "2027-01-01"),
        (
            "timestamp",
            datetime.fromisoformat("2026-01-01T00:00:00"),
            datetime.fromisoformat("2026-12-31T00:00:00"),
            "01/01/2026",
            "2025-12-31T23:59:59",
            "2027-01-01",
        ),
    ],
)
def test_values_lie_between_minimum_and_maximum(cursor, kind, low, high, fits, below, above):
    bounds = {"minimum": low, "maximum": high}
    assert read(cursor, kind, fits, "comma", **bounds)[1] is None
    assert read(cursor, kind, below, "comma", **bounds)[1] == "minimum"
    assert read(cursor, kind, above, "comma", **bounds)[1] == "maximum"


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)


@settings(max_examples=300, deadline=None)
@given(written=texts | st.text("aĐđướ \u0309\u0323\u1e9b\u00a0\t-", max_size=6))
def test_a_text_is_composed_and_has_no_spaces_around_it(cursor, written):
    row = cursor.execute(f"SELECT {clean('field')} FROM (SELECT $field AS field)", {"field": written}).fetchone()
    assert row[0] == (nfc(written).strip(" \t\r\n\u00a0\ufeff") or None)
