"""Each weakness of the data is told, and only where it is there."""

from __future__ import annotations

import pytest
from tests.evaluation.panels import DESIGNS, Design
from tests.evaluation.test_synthetic import alike, one_treated

from donghanh.evaluation.cautions import (
    Words,
    about_differences,
    about_interval,
    about_panel,
    about_synthetic,
)
from donghanh.evaluation.differences import differences
from donghanh.evaluation.event_study import event_study
from donghanh.evaluation.synthetic import synthetic


def codes(cautions) -> list[str]:
    assert all(one.words.vi and one.words.en for one in cautions)
    return [one.code for one in cautions]


def several(design: Design, values=None) -> list[str]:
    made = design.panel(design.draw(1, rho=0.0, seed=6)[0] if values is None else values)
    return codes(about_differences(differences(made), event_study(made)))


def test_words_are_said_in_either_language():
    assert (Words("có", "yes").say("vi"), Words("có", "yes").say("en-gb")) == ("có", "yes")


def test_a_sound_panel_gives_no_caution():
    design = DESIGNS["10 of 20"]
    assert codes(about_panel(design.panel(design.draw(1)[0]), ())) == []
    assert several(design) == []
    assert codes(about_synthetic(synthetic(one_treated(alike(), 12)))) == []


def test_missing_values_and_touched_comparison_places_are_told():
    design = DESIGNS["missing values"]
    found = about_panel(design.panel(design.draw(1)[0]), ("p00", "p20"))
    assert codes(found) == ["missing", "touched"]
    assert "p20" in found[1].words.en and "p00" not in found[1].words.en


@pytest.mark.parametrize(
    ("design", "told"),
    [
        (Design(2, 12, 8, (4,)), ["few_places"]),
        (Design(3, 10, 8, (4,)), ["few_places"]),
        (Design(3, 12, 5, (2,)), ["few_before"]),
    ],
)
def test_too_few_places_or_periods_are_told(design, told):
    assert several(design) == told


def test_other_paths_before_the_start_are_told():
    design = DESIGNS["10 of 20"]
    values = design.draw(1, rho=0.0)[0]
    values[:10] += range(design.periods)
    assert several(design, values) == ["paths_differ"]


def test_weaknesses_of_a_synthetic_control_are_told():
    values = alike(donors=6)
    values[0] += 50
    found = synthetic(one_treated(values[:, 6:], 6, missing=((2, 3),)))
    assert codes(about_synthetic(found)) == ["few_places", "few_before", "left_out", "poor_fit"]


def test_a_wide_interval_is_told_only_where_it_left_the_question_open():
    assert codes(about_interval(True, 1.0, -2.0, 3.0)) == ["wide"]
    assert codes(about_interval(True, 6.0, -2.0, 7.0)) == ["wide"]
    assert codes(about_interval(False, 1.0, 2.0, 5.0)) == []
    assert codes(about_interval(True, 6.0, 5.0, 7.0)) == []
    assert codes(about_interval(True, 1.0, None, None)) == []


def test_an_enormous_interval_is_not_said_as_a_number():
    (told,) = about_interval(True, 1.0, -4e11, 8e11)
    assert told.code == "wide"
    assert "20 lần mức tác động cần thấy (1)" in told.words.vi
    assert "000" not in told.words.vi + told.words.en
