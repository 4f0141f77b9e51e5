from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from donghanh.errors import RefusedError
from donghanh.web.scoreboard import windows
from donghanh.web.scoreboard.models import Round

ROUND = Round(
    name="Đợt 2026",
    opens_on=date(2026, 11, 1),
    self_scoring_until=date(2026, 11, 15),
    appraisal_until=date(2026, 11, 25),
    explanation_until=date(2026, 11, 30),
)
CLOSED = Round(name="Đợt 2026", opens_on=date(2026, 11, 1), closed_at=datetime(2026, 12, 2, tzinfo=UTC))
STEPS = {
    "open": windows.check_open,
    "stating": windows.check_stating,
    "appraising": lambda round, on: windows.check_appraising(round, on, is_explained=False),
    "judging_explained": lambda round, on: windows.check_appraising(round, on, is_explained=True),
    "explaining": windows.check_explaining,
    "closing": windows.check_closing,
}
TABLE = [
    (date(2026, 10, 31), set()),
    (date(2026, 11, 1), {"open", "stating", "appraising", "judging_explained", "explaining"}),
    (date(2026, 11, 15), {"open", "stating", "appraising", "judging_explained", "explaining"}),
    (date(2026, 11, 16), {"open", "appraising", "judging_explained", "explaining", "closing"}),
    (date(2026, 11, 25), {"open", "appraising", "judging_explained", "explaining", "closing"}),
    (date(2026, 11, 26), {"open", "judging_explained", "explaining", "closing"}),
    (date(2026, 11, 30), {"open", "judging_explained", "explaining", "closing"}),
    (date(2026, 12, 1), {"open", "judging_explained", "closing"}),
]


@pytest.mark.parametrize(("on", "allowed"), TABLE)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_has_its_days(on: date, allowed: set[str], step: str) -> None:
    if step in allowed:
        STEPS[step](ROUND, on)
        return
    with pytest.raises(RefusedError, match=r"Đợt “Đợt 2026”: .*\d{2}/\d{2}/2026") as refused:
        STEPS[step](ROUND, on)
    assert refused.value.code == "state.round"


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_done_after_the_closing(step: str) -> None:
    with pytest.raises(RefusedError, match="đã đóng"):
        STEPS[step](CLOSED, date(2026, 11, 10))


def test_what_is_planned_may_be_changed_until_the_closing() -> None:
    windows.check_not_closed(ROUND)
    with pytest.raises(RefusedError, match="đã đóng"):
        windows.check_not_closed(CLOSED)
