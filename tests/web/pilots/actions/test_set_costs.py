"""Costs are entered, also while the pilot runs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import STATES, make_running

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.set_costs import CostFacts, set_costs

pytestmark = pytest.mark.django_db


def test_lines_replace_those_before(cast: Cast) -> None:
    pilot = make_running(cast)
    set_costs(pilot, by=cast.minh, costs=[CostFacts("Phần mềm", 900_000_000)], once=uuid4())
    lines = [CostFacts("Phần mềm", 900_000_000, 850_000_000), CostFacts("Tập huấn", 10_000_000, None, "LG001")]
    set_costs(pilot, by=cast.ha, costs=lines, once=uuid4())
    assert [str(one) for one in pilot.cost_lines.all()] == [
        "Phần mềm: 900000000 / 850000000",
        "Tập huấn (LG001): 10000000 / None",
    ]


@pytest.mark.parametrize(
    "line", [CostFacts(" ", 1), CostFacts("a", -1), CostFacts("a", 1, -1), CostFacts("a", 1, 1, "LG050")]
)
def test_a_line_that_is_none_is_refused(cast: Cast, line: CostFacts) -> None:
    with pytest.raises(InputError, match="Dòng kinh phí"):
        set_costs(make_running(cast), by=cast.ha, costs=[line], once=uuid4())


def test_a_closed_pilot_costs_nothing_more(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        set_costs(STATES["closed"](cast), by=cast.ha, costs=[], once=uuid4())
