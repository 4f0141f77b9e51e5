"""Tables of candidate tasks: read whole, with every fault at its row, and written so that they are read again."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.indices.small import SMALL

from donghanh.errors import InputError
from donghanh.indices.definition import Edition
from donghanh.indices.planning.table import (
    LARGEST,
    TITLES,
    Cell,
    read_amount,
    read_rows,
    read_tasks,
    write_amount,
    write_tasks,
)
from donghanh.indices.planning.tasks import Candidate

HEAD = tuple(TITLES.values())
EDITION = Edition.model_validate(SMALL)


def row(**given: Cell) -> tuple[Cell, ...]:
    told: dict[str, Cell] = {"code": "NV1", "name": "Họp", "cost": "20"} | given
    return tuple(told.get(key, "") for key in TITLES)


def read(*rows: tuple[Cell, ...], known: tuple[str, ...] = ()) -> tuple[list[Any], list[tuple[int, str]]]:
    told, faults = read_tasks([(1, HEAD), *enumerate(rows, start=2)], EDITION, known)
    return told, [(one.row, one.column) for one in faults]


CHANGE = {"item": "plan", "low": "0", "likely": "1", "high": "1"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200", 1200),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("−3", -3),
        ("+20", 20),
        ("1 200", 1200),
        (1.125, 1.125),
    ],
)
def test_amounts_as_people_write_them(text: Cell, number: float) -> None:
    assert read_amount(text) == number


@pytest.mark.parametrize("text", ["1.200", "12,345", "-1.200", "", "một", "1.2.3", "1,2,3", "inf", "1e3", "0.123.456"])
def test_what_can_be_read_in_two_ways_or_none_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_amount(text)
    assert refused.value.code == "plan.number"


@given(st.floats(-1e6, 1e6).map(lambda number: round(number, 4)))
def test_an_amount_written_is_read_again(number: float) -> None:
    assert read_amount(write_amount(number)) == pytest.approx(number, abs=1e-9)


def test_a_task_with_several_changes_stands_in_several_rows() -> None:
    more = row(code="", name="", cost="", item="Đúng hạn", role="numerator", low="1", likely="2,5", high="3")
    told, faults = read(row(**CHANGE, effort="2", lead_months="6", lead="Sở Y tế"), more, row(code="NV2", needs="NV1"))
    assert faults == []
    assert [one.values["code"] for one in told] == ["NV1", "NV2"]
    assert (told[0].values["effort"], told[0].values["lead_months"], told[0].lead) == (2, 6, "Sở Y tế")
    assert told[0].changes == [
        {"item": "plan", "role": "value", "low": 0, "likely": 1, "high": 1},
        {"item": "on_time", "role": "numerator", "low": 1, "likely": 2.5, "high": 3},
    ]
    assert told[1].values["needs"] == ["NV1"]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"code": "Đ1"}, "mã"),
        ({"name": ""}, "nhiệm vụ"),
        ({"cost": ""}, "kinh phí (triệu đồng)"),
        ({"cost": "-5"}, "kinh phí (triệu đồng)"),
        ({"cost": "nhiều"}, "kinh phí (triệu đồng)"),
        ({"cost": "1.200"}, "kinh phí (triệu đồng)"),
        ({"earliest": "27"}, "sớm nhất"),
        ({"earliest": "2027,5"}, "sớm nhất"),
        ({"earliest": "2029", "deadline": "2027"}, "hạn"),
        ({"needs": "NV9"}, "cần trước"),
        ({"excludes": "NV9"}, "loại trừ"),
        ({**CHANGE, "item": "plam"}, "chỉ số"),
        ({**CHANGE, "item": "on_time"}, "đầu vào"),
        ({**CHANGE, "role": "mẫu"}, "đầu vào"),
        ({**CHANGE, "high": ""}, "cao"),
        ({**CHANGE, "low": "x"}, "thấp"),
        ({**CHANGE, "likely": "5"}, "dự kiến"),
    ],
)
def test_a_fault_is_told_with_its_row_and_column(given: dict[str, Cell], column: str) -> None:
    assert read(row(code="NV0"), row(**given))[1] == [(3, column)]


def test_all_faults_are_told_at_once() -> None:
    faults = read(row(cost="?", needs="NV7"), row(code="NV1", name="khác", cost="1"), row(code="NV3", name=""))[1]
    assert [at for at, _ in faults] == [2, 2, 3, 4]


def test_codes_that_stand_elsewhere_may_be_named_and_a_code_stands_once() -> None:
    assert read(row(needs="NV9"), known=("NV9",))[1] == []
    assert read(row(), row(code="NV2"), row(**CHANGE))[1] == [(4, "mã")]


def test_a_heading_above_is_passed_over_and_a_missing_column_named() -> None:
    told, faults = read_tasks([(1, ("Danh mục nhiệm vụ",)), (3, HEAD), (4, row(**CHANGE))], EDITION)
    assert (len(told), faults) == (1, [])
    told, faults = read_tasks([(1, ("mã", "nhiệm vụ")), (2, ("NV1", "Họp"))], EDITION)
    assert (told, [one.row for one in faults]) == ([], [0])
    assert "kinh phí" in faults[0].vi


def test_a_table_written_is_read_again() -> None:
    changes = [
        {"item": "plan", "low": 0.125, "likely": 1, "high": 1},
        {"item": "on_time", "role": "numerator", "low": -1.5, "likely": 0, "high": 2},
    ]
    first = Candidate.model_validate(
        {"code": "NV1", "name": "=A1+1", "cost": 1.125, "earliest": 2027, "lead_months": 6.5, "changes": changes}
    )
    second = Candidate.model_validate({"code": "2", "name": "Hai", "cost": 0, "needs": ["NV1"], "excludes": []})
    rows = read_rows(write_tasks([(first, "Sở Y tế"), (second, "")]), "bang.xlsx")
    told, faults = read_tasks(rows, EDITION)
    assert faults == []
    assert [Candidate.model_validate(one.facts) for one in told] == [first, second]
    assert [one.lead for one in told] == ["Sở Y tế", ""]


def test_csv_with_semicolons_and_a_mark() -> None:
    text = ";".join(HEAD[:3]) + "\n\nNV1;Họp; 1,5\n"
    assert read_rows(b"\xef\xbb\xbf" + text.encode(), "a.csv")[1] == (3, ("NV1", "Họp", " 1,5"))


def _book_without_rows() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet()
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"\xff\xfe\x00x",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0broken",
        _book_without_rows(),
        b"x" * (LARGEST + 1),
    ],
)
def test_what_is_no_table_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(InputError, match=r"Tệp bang\.xlsx"):
        read_rows(content, "bang.xlsx")
