import pytest
from pydantic import ValidationError
from tests.indices.small import SMALL

from donghanh.indices.definition import Edition


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
