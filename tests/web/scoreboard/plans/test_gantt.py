from __future__ import annotations

from tests.web.scoreboard.planning import LIMITS, facts

from donghanh.web.scoreboard.plans.asked import whole_question
from donghanh.web.scoreboard.plans.gantt import gantt


def test_work_and_effect_stand_one_after_the_other_within_the_years() -> None:
    tasks = [facts("A"), facts("B", lead_months=18.0), facts("C", lead_months=6.0)]
    chosen = [
        {"code": "A", "name": "A", "year": 2027, "counts": 2027},
        {"code": "B", "name": "B", "year": 2028, "counts": 2029},
        {"code": "C", "name": "C", "year": 2028, "counts": 2028},
    ]
    picture = gantt(chosen, [2027, 2028], whole_question(LIMITS, tasks))
    assert (picture["width"], [one["at"] for one in picture["years"]]) == (200, [0, 100])
    bars = [(one["start"], one["work"], one["effect"], one["rest"]) for one in picture["rows"]]
    assert bars == [(0, 100, 100, 100), (100, 100, 200, 0), (100, 50, 150, 50)]
    assert "2029" in picture["rows"][1]["words"]
