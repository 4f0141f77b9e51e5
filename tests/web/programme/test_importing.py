"""What the check of a task table proposes for each row."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_agreement, make_task

from donghanh.reading.task_table.rows import TaskRow
from donghanh.reading.task_table.timing import read_timing
from donghanh.web.programme.importing import Units, suggested

pytestmark = pytest.mark.django_db


def _row(title: str = "Lập danh mục", when: str = "Quý II/2027", **more: object) -> TaskRow:
    given = {"lead": ("Sở KH&CN",), "co_units": (), "section": "", "product": "Danh mục", "number": "1"}
    known = {"row": 3, "table": "bảng 1", "budget": "", "note": "", "timing": read_timing(when)}
    return TaskRow(**{**given, **known, "title": title, **more})


def test_the_commitment_whose_words_are_said_is_proposed_and_else_the_one_chosen(cast):
    agreement = make_agreement(cast)
    chosen = agreement.commitments.get(number=3)
    said = _row(section="II. Xây dựng kho dữ liệu dùng chung của tỉnh")
    numbers = [one.initial["commitment"] for one in suggested([said, _row()], agreement, default=chosen)]
    assert numbers == [1, 3]
    assert suggested([_row()], agreement, default=None)[0].initial["commitment"] is None


def test_what_a_person_must_look_at_is_said(cast):
    agreement = make_agreement(cast)
    make_task(cast, title="Tổng kết")
    rows = [_row("Tổng kết"), _row(when="Thường xuyên"), _row(when="Theo tiến độ của Bộ"), _row(lead=("Sở A", "Sở B"))]
    known, regular, open_end, two = suggested(rows, agreement, default=None)
    assert (known.initial["keep"], regular.initial["keep"]) == (False, True)
    assert regular.initial["due_on"] == date(2030, 12, 31)
    assert open_end.initial["due_on"] is None
    assert two.initial["lead"] == "Sở A"
    assert two.initial["co_organisations"] == "Sở B"
    assert all(one.remarks for one in (known, regular, open_end, two))


def test_names_of_a_cell_are_units_of_the_agreement_or_named_as_unknown(cast):
    units = Units.of(make_agreement(cast))
    found, unknown = units.named("Sở Khoa học và Công nghệ; Sở Nội vụ; Sở Ngoại giao")
    assert found == [cast.science, cast.home_affairs]
    assert len(unknown) == 1
    assert "Sở Ngoại giao" in unknown[0]
    assert set(units.named("Các sở, ban, ngành")[0]) == {cast.science, cast.home_affairs, cast.finance}
    assert units.named("Bến Giang")[0] == []
    found, unknown = units.named("Các sở, ngành liên quan")
    assert found == []
    assert unknown
