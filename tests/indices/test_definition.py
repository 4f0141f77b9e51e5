import pytest
from pydantic import ValidationError
from tests.indices.sets import edition, item, node
from tests.indices.small import SMALL

from donghanh.indices.definition import Edition, Periods


def test_the_headline_is_the_node_without_parents(small):
    assert small.headline.code == "total"


def test_items_under_a_node_are_counted_once_however_they_are_reached(small):
    assert [item.code for item in small.items_under("total")] == ["plan", "on_time", "trained", "annex"]
    assert [item.code for item in small.items_under("left")] == ["plan", "on_time"]
    assert [item.code for item in small.items_under("plan")] == ["plan"]


def test_children_are_what_stands_directly_below(small):
    assert [part.code for part in small.children("right")] == ["base", "trained", "annex"]


def test_an_edition_written_as_a_number_is_its_text():
    assert Edition.model_validate(SMALL | {"edition": 922}).edition == "922"


@pytest.mark.parametrize("code", ["a/b", "", "a b", "ố"])
def test_a_code_that_could_not_stand_in_a_figure_id_is_refused(code):
    with pytest.raises(ValidationError):
        Edition.model_validate(SMALL | {"code": code})


def test_a_weight_is_a_number_a_class_or_one_of_them_by_parent():
    items = [
        item("a", weight="high"),
        item("b", weight={"all": 0.5, "other": "low"}, parents=["all", "other"]),
        item("c"),
    ]
    one = edition(items, [node("all", 30), node("other", 10, "all")], weight_classes={"high": 2, "low": 1})
    a, b, c = one.scored
    assert [one.weight(a, "all"), one.weight(b, "all"), one.weight(b, "other"), one.weight(c, "all")] == [
        2,
        0.5,
        1,
        None,
    ]


@pytest.mark.parametrize(
    ("period", "held"),
    [
        ("2012", False),
        ("2013", True),
        ("2013-Q1", True),
        ("2016", True),
        ("2016-12", True),
        ("2017", False),
        ("2017-01", False),
    ],
)
def test_periods_hold_both_their_ends_and_what_lies_in_them(period, held):
    assert edition([item("a")], periods={"first": 2013, "last": 2016}).periods.hold(period) == held


@pytest.mark.parametrize(("last", "shown"), [("2020", "2020"), ("2023", "2020–2023"), (None, "2020–…")])
def test_periods_are_told_from_first_to_last(last, shown):
    assert str(Periods(first="2020", last=last)) == shown
