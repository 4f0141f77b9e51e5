import pytest

from donghanh.errors import ScoreError
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.reproduce import reproduce
from donghanh.indices.score import score


@pytest.fixture
def scores(small):
    given = [Entry("A", "plan", "có"), Entry("A", "trained", "2.004"), Entry("B", "plan", "không")]
    return score(small, gather(small, given))


def test_a_published_value_agrees_to_half_a_unit_of_its_last_decimal(scores):
    found = reproduce(scores, {"A": 12.0, "B": 0.0})
    assert (found.holds, found.within) == (True, 2)
    assert found.differences[0].off == pytest.approx(0.004)


def test_the_greatest_difference_stands_first(scores):
    found = reproduce(scores, {"B": 0.5, "A": 14.0})
    assert [one.subject for one in found.differences] == ["A", "B"]
    assert not found.holds


def test_a_part_may_be_asked_for_with_a_tolerance_of_its_own(scores):
    assert reproduce(scores, {"A": 10.4}, code="base", tolerance=0.5).holds


def test_what_cannot_be_scored_is_not_had_again(small):
    edition = small.model_copy(update={"missing": "block"})
    scores = score(edition, gather(edition, [Entry("A", "plan", "có")]))
    found = reproduce(scores, {"A": 10.0})
    assert (found.holds, found.within) == (False, 0)


def test_a_place_that_was_not_scored_is_refused(scores):
    with pytest.raises(ScoreError, match="C"):
        reproduce(scores, {"C": 1.0})
