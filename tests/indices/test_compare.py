import pytest
from tests.indices.sets import edition, item, table

from donghanh.errors import ScoreError
from donghanh.indices.compare import compare, edition_of
from donghanh.indices.inputs import gather_panel
from donghanh.indices.score import score

YEARS = {"2013": {"A": 5, "B": 4, "C": 1}, "2014": {"A": 6, "B": 7}, "2015": {"A": 3, "B": ""}}


def panel(better="high", missing="block"):
    one = edition([item("y")], published={"kind": "points", "decimals": 1, "better": better}, missing=missing)
    entries = [e for year, row in YEARS.items() for e in table({p: {"y": raw} for p, raw in row.items()}, year)]
    return {period: score(one, inputs) for period, inputs in gather_panel(one, entries).items()}


def test_standings_by_subject_and_period_beside_the_one_before():
    found = compare(panel(), ["A", "C", "Z"])
    assert [(one.score.subject, one.period, one.score.rank, one.ranked) for one in found] == [
        ("A", "2013", 1, 3), ("A", "2014", 2, 2), ("A", "2015", 1, 1), ("C", "2013", 3, 3)
    ]  # fmt: skip
    assert [(one.gain, one.places_won) for one in found] == [(None, None), (1, -1), (-3, 1), (None, None)]


@pytest.mark.parametrize(
    ("better", "said"),
    [
        ("high", [None, "the score rose but the rank fell", "the score fell but the rank rose"]),
        ("low", [None, "the result got worse but the rank rose", None]),  # ranks 3, 1, 1
    ],
)
def test_a_remark_where_value_and_rank_disagree_and_only_there(better, said):
    assert [one.remark and one.remark["en"] for one in compare(panel(better), ["A"])] == said


def test_what_is_unknown_is_neither_gained_nor_lost():
    last = compare(panel(), ["B"])[-1]
    assert (last.period, last.gain, last.places_won, last.remark) == ("2015", None, None, None)


def test_a_part_that_an_edition_does_not_have_is_left_out():
    assert compare(panel(), ["A"], "nothing") == ()


PERIODS = [("2013", "2016"), ("2017", None)]


@pytest.mark.parametrize(
    ("period", "found"), [("2013", "0"), ("2016", "0"), ("2016-06", "0"), ("2017-Q1", "1"), ("2030", "1")]
)
def test_a_period_is_scored_by_the_edition_that_held_then(period, found):
    known = [
        edition([item("y")], edition=str(i), periods={"first": first, "last": last})
        for i, (first, last) in enumerate(PERIODS)
    ]
    assert edition_of(known, period).edition == found
    with pytest.raises(ScoreError, match=r"score\.edition"):
        edition_of(known, "2012")
    with pytest.raises(ScoreError, match=r"score\.edition"):
        edition_of([edition([item("y")])], period)
