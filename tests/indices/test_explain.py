import pytest
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.explain import explain, losses
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score

GIVEN = [
    Entry("A", "plan", "không"),
    Entry("A", "on_time", "1062", "numerator"),
    Entry("A", "on_time", "1416", "denominator"),
]


@pytest.fixture
def scores(small):
    return score(small, gather(small, GIVEN))


def test_the_tree_is_listed_with_parents_before_what_they_hold(scores):
    listed = [(one.score.part.code, one.depth) for one in explain(scores, "A")]
    assert listed[:4] == [("total", 0), ("left", 1), ("base", 2), ("plan", 3)]
    assert [code for code, _ in listed].count("base") == 2  # under each pillar that shares it


def test_an_item_says_what_was_won_by_which_rule_from_which_figures(scores):
    words = next(one.words for one in explain(scores, "A") if one.score.part.code == "on_time")
    assert words["vi"] == "Được 15/20 điểm, mất 5; quy tắc: tử số ÷ mẫu số × 20 điểm; tử số: 1.062; mẫu số: 1.416."
    assert words["en"].startswith("15 of 20 points won, 5 lost; rule: numerator ÷ denominator × 20 points")


def test_what_is_not_known_is_said_and_not_shown_as_zero(scores):
    words = next(one.words for one in explain(scores, "A") if one.score.part.code == "trained")
    assert words["vi"].endswith("chưa có số liệu.")
    total = explain(scores, "A")[0].words
    assert "chưa có số liệu: trained" in total["vi"]
    assert "chờ bổ sung từ phụ lục chính thức, không tính: annex" in total["vi"]


def test_losses_are_the_items_that_lose_most_first_and_each_once(scores):
    found = losses(scores, "A")
    assert [(one.score.part.code, one.score.lost) for one in found] == [("plan", 10), ("trained", 10), ("on_time", 5)]
    assert sum(one.score.lost for one in found) == scores.total("A").lost


def test_the_whole_says_that_it_is_a_mean():
    edition = Edition.model_validate(SMALL | {"whole": {"place": "LG", "policy": "mean"}})
    scores = score(edition, gather(edition, [*GIVEN, Entry("B", "plan", "có")]))
    words = next(one.words for one in explain(scores, "LG") if one.score.part.code == "plan")
    assert "trung bình điểm của 2 địa bàn" in words["vi"]


def test_a_place_without_inputs_is_refused(scores):
    with pytest.raises(ScoreError):
        explain(scores, "Z")
