"""Effects period by period."""

from __future__ import annotations

import pytest
from tests.evaluation.panels import DESIGNS, Design, month

from donghanh.evaluation.event_study import event_study
from donghanh.evaluation.panel import Observation, panel


def test_each_period_is_compared_with_the_last_before_the_start():
    design = DESIGNS["5 of 20"]
    values = design.draw(1, effect=2)[0]
    study = event_study(design.panel(values))
    assert [one.relative for one in study.moments] == list(range(-4, 4))
    assert [one.period for one in study.moments] == [month(at) for at in range(8)]
    assert study.moments[3].estimate is None
    for at in (0, 2, 4, 7):
        change = values[:, at] - values[:, 3]
        assert study.moments[at].estimate.effect == pytest.approx(change[:5].mean() - change[5:].mean())


def test_paths_that_part_before_the_start_are_told():
    design = DESIGNS["10 of 40"]
    values = design.draw(1, rho=0.0)[0]
    assert event_study(design.panel(values)).before.p_value > 0.05
    values[:10] += [at * 0.5 for at in range(design.periods)]
    assert event_study(design.panel(values)).before.p_value < 0.01


def test_with_different_starts_a_moment_says_how_many_places_stand_behind_it():
    design = Design(4, 12, 9, (3, 6))
    study = event_study(design.panel(design.draw(1)[0]))
    assert {one.relative: one.places for one in study.moments if one.relative in (-6, -3, 0, 2, 5)} == {
        -6: 2,
        -3: 4,
        0: 4,
        2: 4,
        5: 2,
    }
    assert {one.period for one in study.moments} == {None}


def test_a_period_known_of_one_treated_place_only_has_no_interval():
    rows = [
        Observation(place, month(at), float(at * (place < "c") + ord(place) % 3))
        for place in "abcde"
        for at in range(6)
        if (place, at) != ("a", 5)
    ]
    study = event_study(panel(rows, treated={"a": month(3), "b": month(3)}, comparisons="cde"))
    assert [one.estimate is None for one in study.moments] == [False, False, True, False, False, True]
    assert study.moments[-1].places == 1


def test_with_one_period_before_nothing_can_be_tested():
    rows = [Observation(place, month(at), ord(place) * at % 7.0) for place in "abcd" for at in range(3)]
    study = event_study(panel(rows, treated={"a": month(1), "b": month(1)}, comparisons="cd"))
    assert study.before is None
    assert [one.estimate is None for one in study.moments] == [True, False, False]
