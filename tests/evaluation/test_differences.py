"""Difference in differences: what the textbook computes, whatever the order of the rows."""

from __future__ import annotations

import pandas as pd
import pytest
from linearmodels.panel import PanelOLS
from scipy import stats
from tests.evaluation.panels import DESIGNS, month

from donghanh.evaluation.differences import differences
from donghanh.evaluation.panel import Observation, panel


def test_by_hand_the_treated_rose_by_three_more():
    rows = [
        Observation(place, month(at), value)
        for place, values in {"a": (10, 15), "b": (20, 25), "c": (1, 3), "d": (7, 9)}.items()
        for at, value in enumerate(values)
    ]
    found = differences(panel(rows, treated={"a": month(1), "b": month(1)}, comparisons="cd"))
    assert found.estimate.effect == pytest.approx(3)
    assert (found.treated, found.comparisons, found.periods_before, found.periods_after) == (2, 2, 1, 1)


def test_a_balanced_panel_is_welchs_test_of_the_changes_of_means():
    design = DESIGNS["5 of 20"]
    values = design.draw(1, effect=2)[0]
    changes = values[:, 4:].mean(axis=1) - values[:, :4].mean(axis=1)
    welch = stats.ttest_ind(changes[:5], changes[5:], equal_var=False)
    found = differences(design.panel(values)).estimate
    assert found.p_value == pytest.approx(welch.pvalue, rel=1e-6)
    assert (found.low, found.high) == pytest.approx(tuple(welch.confidence_interval()), rel=1e-6)


@pytest.mark.parametrize("name", ["missing values", "bases"])
def test_linearmodels_finds_the_same_effect(name):
    design = DESIGNS[name]
    made = design.panel(design.draw(1, effect=1)[0])
    frame = pd.DataFrame(
        [
            (place, made.periods.index(period), value, float(place in made.starts and not period < made.starts[place]))
            for (place, period), value in made.values.items()
        ],
        columns=["place", "period", "value", "active"],
    ).set_index(["place", "period"])
    frame["base"] = [made.weights.get(place, 1.0) for place, _ in frame.index]
    model = PanelOLS(frame["value"], frame[["active"]], weights=frame["base"], entity_effects=True, time_effects=True)
    assert differences(made).estimate.effect == pytest.approx(float(model.fit().params["active"]), rel=1e-6)


def test_the_same_panel_gives_the_same_bits_in_any_order_of_rows():
    design = DESIGNS["3 of 12"]
    made = design.panel(design.draw(1)[0])
    rows = [Observation(place, period, value) for (place, period), value in made.values.items()]
    again = panel(reversed(rows), treated=dict(reversed(made.starts.items())), comparisons=reversed(made.comparisons))
    assert differences(made) == differences(again)
