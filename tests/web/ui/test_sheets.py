from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import load_workbook

from donghanh.errors import InputError
from donghanh.web.ui.sheets import MOST_ROWS, as_xlsx, refuse_too_many


def test_text_stays_text_dates_are_dates_and_numbers_numbers() -> None:
    late = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)  # already the 22nd in Việt Nam
    columns = (("Tên", 20), ("Ngày", 12), ("Số", 8), ("Trống", 5))
    response = as_xlsx("a.xlsx", columns, [["=1+1", date(2026, 11, 22), 3, None], ["b", late, 0.5, True]], "Ghi chú")
    rows = load_workbook(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Ghi chú" and rows[2][:3] == ["Tên", "Ngày", "Số"]
    assert rows[3] == ["=1+1", date(2026, 11, 22), 3.0, ""]
    assert rows[4] == ["b", date(2026, 11, 22), 0.5, True]
    assert response["Content-Disposition"] == 'attachment; filename="a.xlsx"'


def test_a_list_too_long_is_refused_with_the_remedy() -> None:
    refuse_too_many(MOST_ROWS)
    with pytest.raises(InputError, match="lọc bớt"):
        refuse_too_many(MOST_ROWS + 1)
