from __future__ import annotations

import pytest

from donghanh.reading.grids.cells import Place
from donghanh.reading.task_table.lines import FIELDS, Line
from donghanh.reading.task_table.nesting import nest, sections


def _lines(*told: tuple[str, str, str]) -> list[Line]:
    return [
        Line(
            Place(at, table=1),
            number,
            title,
            dict.fromkeys(FIELDS, "") | {"lead": lead},
            is_heading=not (number or lead),
        )
        for at, (number, title, lead) in enumerate(told, start=2)
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("I", "a", ""), ("1", "b", "S"), ("II", "c", ""), ("1", "d", "S")], ["I. a", "II. c"]),
        ([("A", "a", ""), ("I", "b", ""), ("1", "c", "S"), ("B", "d", ""), ("1", "e", "S")], ["A. a / I. b", "B. d"]),
        ([("1", "a", ""), ("1.1", "b", ""), ("1.1.1", "c", "S"), ("2", "d", "S")], ["1. a / 1.1. b", ""]),
        ([("1", "a", ""), ("a", "b", "S"), ("b", "c", "S")], ["1. a", "1. a"]),
        ([("1", "a", "S"), ("", "Nhóm", ""), ("2", "b", "S")], ["", "Nhóm"]),
        ([("I", "a", ""), ("", "N", ""), ("1", "b", "S"), ("II", "c", ""), ("2", "d", "S")], ["I. a / N", "II. c"]),
        ([("I", "a", "S"), ("II", "b", "S")], ["", ""]),
        ([("I", "a", ""), ("I.1", "b", "S"), ("II", "c", ""), ("II.1", "d", "S")], ["I. a", "II. c"]),
    ],
)  # fmt: skip
def test_sections_of_the_tasks(told: list[tuple[str, str, str]], expected: list[str]) -> None:
    lines = _lines(*told)
    assert nest(lines) == []
    assert [sections(line) for line in lines if not line.is_heading] == expected


def test_a_heading_of_nothing_is_told() -> None:
    lines = _lines(("I", "a", ""), ("1", "b", "S"), ("II", "c", ""))
    assert [unread.words for unread in nest(lines)] == ["c"]
    assert [line.title for line in lines if not line.is_heading] == ["b"]


def test_a_numbered_line_that_says_nothing_and_holds_nothing_is_a_task_to_be_filled_in() -> None:
    lines = _lines(("1", "a", ""), ("2", "b", ""))
    assert nest(lines) == [] and not any(line.is_heading for line in lines)


def test_units_beside_a_heading_are_told() -> None:
    (unread,) = nest(_lines(("I", "Hạ tầng", "Sở A"), ("1", "b", "Sở B")))
    assert "Sở A" in unread.words
