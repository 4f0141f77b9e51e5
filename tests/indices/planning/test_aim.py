import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.planning.questions import LINE, STEP, A, B, adding, every_plan, keeps, question, task

from donghanh.indices.planning.aim import Aim
from donghanh.indices.planning.course import Course


def test_effects_add_up_once_they_count():
    asked = question(task("now", change=2), task("slow", change=3, lead_months=18), budgets=(5, 5))
    aim = Aim(asked, {A: LINE})
    starts = {"now": 0, "slow": 0}
    assert [aim.inputs(starts, year) for year in (0, 1)] == [{A: 2.0}, {A: 5.0}]


def test_tenths_reach_the_limit_they_add_up_to():
    asked = question(task("x", change=0.1), task("y", change=0.7))
    course = Course(0.0, (0.0, 0.8, 0.8, 1.0), (0.0, 0.0, 9.0, 9.0))
    assert Aim(asked, {A: course}).value({"x": 0, "y": 0}) == 9


def test_an_input_stays_within_its_range():
    aim = Aim(question(task("big", change=40)), {A: LINE})
    assert aim.inputs({"big": 0}, 0) == {A: 10.0}


def test_weakest_and_strongest_effects():
    told = {**task("t"), "changes": [{"item": "a", "low": 1, "likely": 2, "high": 4}]}
    aim = Aim(question(told), {A: LINE})
    assert [aim.inputs({"t": 0}, 0, level)[A] for level in ("low", "likely", "high")] == [1, 2, 4]


def test_each_counted_year_counts_its_weight():
    asked = question(task("t", change=2), budgets=(5, 5, 5), years="sum", weights=(1, 2, 4))
    aim = Aim(asked, {A: LINE})
    assert [aim.value({"t": year}) for year in range(3)] == [14, 12, 8]
    assert aim.exact({"t": 1}, adding({A: LINE}), 0.0) == pytest.approx(12)


def test_what_is_short_is_counted_by_limit():
    asked = question(
        task("x", cost=6, effort=3), task("y", cost=5, effort=2), budgets=(10, 10), efforts=(4, 4), starts=(1, 2)
    )
    aim = Aim(asked, {A: LINE})
    assert aim.short({"x": 0}, "y", 0) == (1, 1, 1)
    assert aim.short({"x": 0}, "y", 1) == (0, 0, 0)


def test_the_total_budget_can_be_what_is_short():
    asked = question(task("x", cost=6), task("y", cost=5), budgets=(10, 10), total_budget=9)
    assert Aim(asked, {A: LINE}).short({"x": 0}, "y", 1) == (2, 0, 0)


def test_what_needs_a_task_falls_with_it():
    asked = question(task("x"), task("y", needs=["x"]), task("z", needs=["y"]), task("w"))
    assert Aim(asked, {A: LINE}).needing({"x": 0, "y": 0, "z": 0, "w": 0}, "x") == ("x", "y", "z")


def test_a_plan_is_tidied_of_what_adds_nothing_and_filled_with_what_fits():
    asked = question(
        task("all", cost=5, change=10), task("more", cost=3, change=2), task("step", cost=1, change=6, item="b")
    )
    assert Aim(asked, {A: LINE, B: STEP}).tidied({"all": 0, "more": 0}) == {"all": 0, "step": 0}


def test_tidying_keeps_what_others_need():
    base = {"code": "base", "name": "B", "cost": 4}
    asked = question(base, task("top", needs=["base"]))
    assert Aim(asked, {A: LINE}).tidied({"base": 0, "top": 0}) == {"base": 0, "top": 0}


def test_equal_plans_start_as_early_as_money_hands_and_prerequisites_allow():
    base = {"code": "base", "name": "B", "cost": 4, "lead_months": 18}
    asked = question(
        base,
        task("top", cost=1, change=2, needs=["base"]),
        task("big", cost=8, change=4),
        task("small", cost=2, change=1),
        budgets=(10, 10, 10),
    )
    late = {"base": 1, "top": 2, "big": 2, "small": 2}
    # small before big: it loses as much per million đồng and comes first by name only where they are equal
    assert Aim(asked, {A: LINE}).forward(late) == {"base": 0, "small": 0, "big": 1, "top": 1}


def test_what_would_make_the_aim_fall_stays_where_it_is():
    falls = Course(0.0, (0.0, 1.0, 2.0), (0.0, 3.0, 1.0))
    asked = question(task("x"), task("y"), budgets=(5, 5), years="sum")
    aim = Aim(asked, {A: falls})
    assert aim.forward({"x": 0, "y": 1}) == {"x": 0, "y": 1}
    assert aim.forward({"x": 1}) == {"x": 0}


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_moving_forward_keeps_every_limit_and_never_costs_the_aim(data):
    codes = "abcde"
    told = []
    for at, code in enumerate(codes):
        needs = data.draw(st.lists(st.sampled_from(codes[:at]), unique=True, max_size=2)) if at else []
        cost, change = data.draw(st.integers(0, 6)), data.draw(st.sampled_from([0.5, 1.0, 3.0]))
        lead, item = data.draw(st.sampled_from([0, 12, 18])), data.draw(st.sampled_from("ab"))
        effort = data.draw(st.integers(0, 3))
        told.append(task(code, cost=cost, change=change, item=item, lead_months=lead, effort=effort, needs=needs))
    kind = data.draw(st.sampled_from(["last", "sum"]))
    asked = question(*told, budgets=(8, 8, 8), efforts=(5, 5, 5), starts=(2, 3, 2), years=kind)
    aim = Aim(asked, {A: LINE, B: STEP})
    plans = [one for one in every_plan(asked) if all(year in asked.windows[code] for code, year in one.items())]
    starts = data.draw(st.sampled_from(plans))
    moved = aim.forward(starts)
    assert keeps(asked, moved)
    assert moved.keys() == starts.keys()
    assert all(moved[code] <= year for code, year in starts.items())
    assert aim.value(moved) >= aim.value(starts)
    for code, year in moved.items():
        others = {one: at for one, at in moved.items() if one != code}
        for earlier in range(asked.windows[code].start, year):
            alone = {**others, code: earlier}
            assert not keeps(asked, alone) or aim.value(alone) < aim.value(moved)
