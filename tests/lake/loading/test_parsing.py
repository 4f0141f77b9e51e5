from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse import small, text

from donghanh.errors import LoadError
from donghanh.lake import faults as faults_module
from donghanh.lake.loading.batches import Incoming, fill_lines
from donghanh.lake.loading.parsing import parse
from donghanh.lake.sources.staging import read_header, small_rows, staged
from donghanh.lake.storage import Lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """One lake for all: parsing leaves nothing in it."""
    opened = Lake.open(tmp_path_factory.mktemp("parsing"))
    yield opened
    opened.close()


def parsed(lake, folder, column: dict, values: list[str]):
    """The typed values of a column, and the fault codes by row number."""
    dataset = small([{"name": "value", **column}])
    content = "id\tvalue\n" + "".join(f"{number}\t{value}\n" for number, value in enumerate(values))
    with staged(text(folder / "a.csv", content), lake.staging) as copy, lake.reading() as cursor:
        faults_module.start(cursor, dataset)
        header = read_header(copy, dataset)
        rows, shape = small_rows(copy, header)
        fill_lines(lake, cursor, [Incoming(copy, header, rows, shape)])
        for refused in parse(cursor, dataset, [header]).values():
            raise refused
        found = cursor.execute("SELECT value FROM typed ORDER BY _row").fetchall()
        wrong = cursor.execute("SELECT row_number, code FROM faults ORDER BY row_number").fetchall()
    return [row[0] for row in found], dict(wrong)


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-03",
        "03/05/2026",
        "3/5/2026",
        "03-05-2026",
        "3.5.2026",
        "2026/05/03",
        "2026-05-03 08:30:00",
        "03/05/2026 08:30",
        "2026-05-03T08:30:00Z",
        "2026-5-3",
    ],
)
def test_a_date_is_read_however_offices_and_systems_write_it(lake, tmp_path, written):
    assert parsed(lake, tmp_path, {"type": "date"}, [written]) == ([date(2026, 5, 3)], {})


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-13-05", "date-order"),
        ("05/13/2026", "date-order"),
        ("31/02/2026", "date"),
        ("2026-02-30", "date"),
        ("03/05/26", "date-year"),
        ("03/05/0206", "date-year"),
        ("46000", "date"),
        ("hôm qua", "date"),
        ("infinity", "date"),
        ("2026-05", "date"),
    ],
)
def test_what_is_no_date_is_named_for_what_is_wrong_with_it(lake, tmp_path, written, code):
    assert parsed(lake, tmp_path, {"type": "date"}, [written]) == ([None], {2: code})


def test_a_column_written_month_first_is_refused_whole(lake, tmp_path):
    with pytest.raises(LoadError, match="month first"):
        parsed(lake, tmp_path, {"type": "date"}, ["05/13/2026", "05/06/2026"])


def test_one_swapped_date_among_dates_written_day_first_is_set_aside_alone(lake, tmp_path):
    values, wrong = parsed(lake, tmp_path, {"type": "date"}, ["05/13/2026", "05/06/2026", "25/06/2026"])
    assert values == [None, date(2026, 6, 5), date(2026, 6, 25)] and wrong == {2: "date-order"}


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", 12), ("-5", -5), ("+7", 7), ("1.234.567", 1234567), ("007", 7), ("9223372036854775807", 2**63 - 1)],
)
def test_whole_numbers_may_have_dots_between_thousands(lake, tmp_path, written, value):
    assert parsed(lake, tmp_path, {"type": "integer"}, [written]) == ([value], {})


@pytest.mark.parametrize("written", ["1,5", "1.23", "9223372036854775808", "1e3", "năm", "1 234", "--5"])
def test_what_is_no_whole_number_is_said_to_be_none(lake, tmp_path, written):
    assert parsed(lake, tmp_path, {"type": "integer"}, [written]) == ([None], {2: "integer"})


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["1,5", "1.234"], ["1.5", "1234"]),
        (["1.5", "1,234"], ["1.5", "1234"]),
        (["1.234,5", "12"], ["1234.5", "12"]),
        (["1,234.5", "0.125"], ["1234.5", "0.125"]),
        (["1.234.567", "2.500"], ["1234567", "2500"]),
        (["12", "-3"], ["12", "-3"]),
    ],
)
def test_a_column_of_decimals_proves_by_its_own_values_how_it_is_written(lake, tmp_path, column, values):
    assert parsed(lake, tmp_path, {"type": "decimal"}, column) == ([Decimal(one) for one in values], {})


def test_a_decimal_that_may_mean_two_things_is_never_guessed_at(lake, tmp_path):
    values, wrong = parsed(lake, tmp_path, {"type": "decimal"}, ["1.234", "7"])
    assert values == [None, 7] and wrong == {2: "decimal-unclear"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=8))
def test_exact_decimals_come_back_exactly_in_either_style(lake, tmp_path, values):
    for style in ("{:.2f}", "{:,.2f}"):
        for swap in ({}, str.maketrans(",.", ".,")):
            written = [style.format(value).translate(swap) for value in values]
            assert parsed(lake, tmp_path, {"type": "decimal"}, written) == (values, {})


def test_codes_may_be_written_as_their_words(lake, tmp_path):
    channel = {"type": "text", "values": {"online": {"vi": "Trực tuyến"}, "direct": {"vi": "Trực tiếp"}}}
    values, wrong = parsed(lake, tmp_path, channel, ["online", "TRỰC TUYẾN", "trực tiếp", "fax"])
    assert values == ["online", "online", "direct", None] and wrong == {5: "values"}


def test_truth_may_be_written_in_vietnamese(lake, tmp_path):
    values, wrong = parsed(lake, tmp_path, {"type": "boolean"}, ["có", "Không", "1", "0", "TRUE", "đôi khi"])
    assert values == [True, False, True, False, True, None] and wrong == {7: "boolean"}


def test_patterns_hold_for_the_whole_value_and_empty_values_are_only_wrong_when_required(lake, tmp_path):
    values, wrong = parsed(lake, tmp_path, {"type": "text", "pattern": "[A-Z]{2}"}, ["AB", "ABC", ""])
    assert values == ["AB", "ABC", None] and wrong == {3: "pattern"}
    assert parsed(lake, tmp_path, {"type": "text", "required": True}, ["", " "])[1] == {2: "required", 3: "required"}
