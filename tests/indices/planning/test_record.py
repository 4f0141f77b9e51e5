import json
import math
from dataclasses import replace

from tests.indices.planning.questions import LINE, A, adding, question, task

from donghanh.indices.planning.model import Options
from donghanh.indices.planning.plan import Plan, plan
from donghanh.indices.planning.record import plan_record


def _plan() -> Plan:
    asked = question(task("x", cost=6, change=5), task("y", cost=6, change=2), budgets=(6,), total_budget=6)
    return plan(asked, {A: LINE}, adding({A: LINE}), Options(gap=0.0))


def test_a_record_holds_all_that_is_told_of_a_plan():
    told = plan_record(_plan())
    assert (told["today"], told["gain"], told["optimal"], told["exact"]) == (0, 5, True, True)
    assert [(one["code"], one["year"], one["counts"], one["loss"]) for one in told["tasks"]] == [("x", 2026, 2026, 5)]
    assert [(one["code"], one["reason"], one["short"]) for one in told["left_out"]] == [("y", "money", 6)]
    assert told["years"][0]["likely"] == 5 and len(told["frontier"]) == 5
    assert told["total_price"] is not None


def test_what_is_not_known_is_no_number_of_json():
    told = plan_record(replace(_plan(), modelled=0.0, bound=math.inf))
    assert (told["gap"], told["bound"]) == (None, None)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
