"""The values of the lake for the places of a pilot."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import AFTER, ON_TIME, OTHERS, TREATED, make_draft

from donghanh.errors import InputError
from donghanh.web.pilots.measured import as_text, cell_id, inputs_of, means, panel_of
from donghanh.web.ui.tracing import resolvers

pytestmark = pytest.mark.django_db


def test_every_place_and_period_of_the_baseline_and_the_pilot(measured: Cast) -> None:
    pilot = make_draft(measured)
    found = inputs_of(pilot, pilot.outcomes.get(), until=AFTER)
    assert tuple(found["treated"]) == TREATED and tuple(found["comparisons"]) == OTHERS
    assert (found["periods"][0], found["periods"][-1], found["start"]) == ("2025-08", "2026-04", "2026-01")
    assert len(found["values"]) == 14 * 9 and found["boundaries"] == "own"
    panel = panel_of(found)
    assert (panel.periods_before, panel.periods_after, panel.weights) == (5, 4, {})
    assert as_text(found) == as_text(inputs_of(pilot, pilot.outcomes.get(), until=AFTER))


def test_a_mean_is_plain_and_a_value_leads_to_its_source(measured: Cast) -> None:
    pilot = make_draft(measured)
    found = inputs_of(pilot, pilot.outcomes.get(), until=AFTER)
    march = [value for place, period, value in found["values"] if period == "2026-03" and place in TREATED]
    assert means(found, "treated")["2026-03"] == pytest.approx(sum(march) / 4)
    figure = resolvers["indicator"](cell_id(found, "LG001", "2026-03"))
    assert float(figure.value) == next(v for p, t, v in found["values"] if (p, t) == ("LG001", "2026-03"))


def test_a_period_that_is_not_over_is_left_out(measured: Cast) -> None:
    pilot = make_draft(measured)
    assert inputs_of(pilot, pilot.outcomes.get(), until=date(2026, 3, 30))["periods"][-1] == "2026-02"


def test_a_baseline_before_the_merger_is_read_on_todays_places(measured: Cast) -> None:
    pilot = make_draft(measured, baseline_from=date(2025, 6, 1))
    found = inputs_of(pilot, pilot.outcomes.get(), until=AFTER)
    assert found["boundaries"] == "new" and cell_id(found, "LG001", "2026-03").startswith(
        f"indicator/{ON_TIME}/LG001/2026-03~new@"
    )


def test_without_data_or_values_it_says_what_to_do(cast: Cast) -> None:
    pilot = make_draft(cast)
    with pytest.raises(InputError, match="Hãy nạp tập dữ liệu"):
        inputs_of(pilot, pilot.outcomes.get(), until=AFTER)
    with pytest.raises(InputError, match="chờ đủ kỳ"):
        panel_of({"values": []})
