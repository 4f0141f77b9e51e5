"""How often the interval holds the true effect, on generated panels of every kind that is promised."""

from __future__ import annotations

import numpy as np
import pytest
from tests.evaluation.linear import projection
from tests.evaluation.panels import DESIGNS, Design
from tests.evaluation.test_synthetic import one_treated

from donghanh.evaluation.differences import differences
from donghanh.evaluation.event_study import event_study
from donghanh.evaluation.jackknife import Estimate, Group, estimate, jointly_zero
from donghanh.evaluation.synthetic import synthetic

DRAWS = 500
EFFECT = 1.5
ONE_START = [name for name, design in DESIGNS.items() if len(design.starts) == 1]


def groups(design: Design, values: np.ndarray, relatives: tuple[int, ...] = ()) -> tuple[np.ndarray, list]:
    """For each draw the estimates, and the two groups with each place left out."""
    flat = values.reshape(len(values), -1)
    whole = flat @ projection(design, relatives=relatives).T
    without = np.stack([flat @ projection(design, row, relatives).T for row in range(design.places)], axis=1)
    cut, bases = design.treated, design.bases()
    return whole, [(Group(one[:cut], bases[:cut]), Group(one[cut:], bases[cut:])) for one in without]


def estimates(design: Design, values: np.ndarray) -> list[Estimate]:
    whole, both = groups(design, values)
    return [estimate(float(one[0]), pair) for one, pair in zip(whole, both, strict=True)]


@pytest.mark.parametrize("name", DESIGNS)
def test_the_interval_holds_a_known_effect_and_nothing_is_found_where_nothing_is(name):
    design = DESIGNS[name]
    found = estimates(design, design.draw(DRAWS, effect=EFFECT, seed=1))
    assert 0.93 <= sum(one.low <= EFFECT <= one.high for one in found) / DRAWS <= 0.97
    nothing = estimates(design, design.draw(DRAWS, seed=2))
    assert 0.03 <= sum(one.p_value < 0.05 for one in nothing) / DRAWS <= 0.07


@pytest.mark.parametrize("name", ONE_START)
def test_paths_that_were_alike_before_are_called_different_as_rarely_as_stated(name):
    design = DESIGNS[name]
    whole, both = groups(design, design.draw(DRAWS, seed=3), tuple(range(-design.starts[0], -1)))
    tests = [jointly_zero(one, pair) for one, pair in zip(whole, both, strict=True)]
    assert 0.03 <= sum(one.p_value < 0.05 for one in tests) / DRAWS <= 0.07


@pytest.mark.parametrize("name", ["3 of 12", "15 of 20", "missing values", "bases", "three starts", "all at once"])
def test_what_is_measured_above_is_what_the_library_estimates(name):
    design = DESIGNS[name]
    values = design.draw(1, effect=EFFECT, seed=4)
    found, again = differences(design.panel(values[0])).estimate, estimates(design, values)[0]
    assert (found.effect, found.error, found.degrees) == pytest.approx((again.effect, again.error, again.degrees))


def test_so_are_the_effects_by_period_and_their_joint_test():
    design = DESIGNS["missing values"]
    values = design.draw(1, seed=5)
    relatives = tuple(one for one in range(-8, 4) if one != -1)
    whole, both = groups(design, values, relatives)
    study = event_study(design.panel(values[0]))
    found = {one.relative: one.estimate for one in study.moments if one.estimate}
    assert tuple(found) == relatives
    for column, relative in enumerate(relatives):
        again = estimate(float(whole[0, column]), both[0], column)
        assert (found[relative].effect, found[relative].error) == pytest.approx((again.effect, again.error))
    early = tuple(Group(group.without[:, :7], group.weights) for group in both[0])
    assert study.before.p_value == pytest.approx(jointly_zero(whole[0, :7], early).p_value)


@pytest.mark.slow
def test_a_synthetic_control_finds_nothing_where_nothing_is():
    # 100 draws of 20 fits each; what the treated place gains moves its gaps alone, so an effect is held just as often.
    design = Design(1, 20, 16, (12,))
    found = [synthetic(one_treated(values, 12)) for values in design.draw(100, seed=8)]
    assert 0.90 <= sum(one.low <= 0 <= one.high for one in found) / len(found) < 1
    assert 0 < sum(one.p_value <= 0.05 for one in found) / len(found) <= 0.10
