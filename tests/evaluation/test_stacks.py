"""The rows of the regression: a stack for every start, comparison places in each."""

from __future__ import annotations

import pytest
from tests.evaluation.panels import DESIGNS, Design, month

from donghanh.errors import InputError
from donghanh.evaluation.panel import Observation, panel
from donghanh.evaluation.stacks import coefficients, effect, left_out, stacked


def test_one_start_gives_each_known_value_one_row():
    design = DESIGNS["missing values"]
    frame = stacked(design.panel(design.draw(1)[0]))
    assert len(frame) == design.known().sum()
    assert frame["active"].sum() == (design.known() * design.active()).sum()


def test_a_place_already_treated_is_no_comparison_for_a_later_one():
    design = DESIGNS["three starts"]
    frame = stacked(design.panel(design.draw(1)[0]))
    treated = frame[frame["pilot"] == 1]
    assert len(treated) == design.treated * design.periods
    assert len(frame) == len(treated) + 3 * (design.places - design.treated) * design.periods


def test_effects_that_grow_keep_their_sign_where_starts_differ():
    # The two-way regression of all starts together would compare late places with early ones still growing.
    design = Design(10, 12, 30, (3, 12))
    frame = stacked(design.panel(design.active().cumsum(axis=1) ** 2 / 30))
    together = frame.assign(unit=frame["place"], moment=frame["moment"] % design.periods)
    together = together.drop_duplicates(["unit", "moment"])
    effects = (design.active().cumsum(axis=1) ** 2 / 30)[design.active() == 1]
    assert coefficients(together, "active")["active"] < effects.mean() / 2
    assert effect(frame)[0] == pytest.approx(effects.mean(), rel=0.3)


def test_each_group_holds_the_estimate_without_each_of_its_places():
    design = DESIGNS["3 of 12"]
    found = design.panel(design.draw(1)[0])
    treated, comparisons = left_out(found, stacked(found), effect)
    assert (treated.without.shape, comparisons.without.shape) == ((3, 1), (9, 1))


def test_one_place_in_a_group_is_refused():
    rows = [Observation(place, month(at), 1.0) for place in "abc" for at in range(4)]
    with pytest.raises(InputError, match="at least two treated"):
        stacked(panel(rows, treated={"a": month(2)}, comparisons="bc"))


def test_groups_without_a_common_period_are_refused():
    rows = [Observation(place, month(at), 1.0 + at) for place in "ab" for at in (0, 2)]
    rows += [Observation(place, month(at), 1.0 + at) for place in "cd" for at in (1, 3)]
    with pytest.raises(InputError, match="in the same periods"):
        effect(stacked(panel(rows, treated={"a": month(2), "b": month(2)}, comparisons="cd")))
