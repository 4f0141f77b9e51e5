from datetime import date

import pytest
from tests.warehouse import indicator

from donghanh.indicators.compute import Cell
from donghanh.indicators.wording import in_words, made_by
from donghanh.periods import parse_period

VALUE = {"numerator": None, "denominator": None, "measure": "days", "value": "median(completed_on - submitted_on)"}


@pytest.mark.parametrize(
    ("changes", "vi", "en"),
    [
        ({}, "nhân 100 rồi chia", "multiplied by 100"),
        ({}, "cộng riêng tử số và mẫu số", "adds the numerators and the denominators"),
        ({"over_time": "last"}, "lấy tháng cuối cùng có địa bàn báo cáo", "its last month in which any place reported"),
        ({"rolling": 12}, "12 tháng liên tiếp", "12 months in a row"),
        (VALUE, "Không cộng được", "Does not add up"),
        ({"period": {"column": "completed_on", "grain": "quarter"}}, "cộng các quý", "adds its quarters"),
    ],
)
def test_the_formula_is_said_in_both_languages(changes, vi, en):
    words = in_words(indicator("on_time_share", **changes))
    assert vi in words["vi"] and en in words["en"]


def test_the_words_name_what_is_counted_and_the_column_of_the_period():
    share = indicator("on_time_share")
    assert share.numerator in in_words(share)["vi"] and "completed_on" in in_words(share)["en"]


def test_a_cell_says_by_which_boundaries_and_conventions_it_was_made():
    share = indicator("on_time_share")
    parts = (share, "25", 1, parse_period("2025-03"), 1, 2, 7, date(2026, 1, 1))
    assert made_by(Cell(*parts)) == share.rule
    assert "địa giới hiện nay" in made_by(Cell(*parts, "new"))["vi"]
    assert "before 01/07/2025" in made_by(Cell(*parts, "old"))["en"]
    assert "quy ước" in made_by(Cell(*parts, "new", bridged=True))["vi"]
    assert "1.234 địa bàn" in made_by(Cell(*parts, reporting=1234))["vi"]
