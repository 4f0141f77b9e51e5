import math

import pytest
from tests.indices.planning.questions import LINE, STEP, A, B, adding, every_plan, question, task

from donghanh.errors import InputError
from donghanh.indices.planning.aim import Aim
from donghanh.indices.planning.course import Course
from donghanh.indices.planning.model import Options
from donghanh.indices.planning.plan import plan

PROVEN = Options(gap=0.0, seconds=60.0)
COURSES = {A: LINE, B: STEP}


def planned(asked, courses=None, evaluate=None, **more):
    courses = courses or COURSES
    return plan(asked, courses, evaluate or adding(courses), PROVEN, **more)


def starts(made):
    return {one.task.code: one.year for one in made.chosen}


def test_the_best_use_of_the_money_is_chosen():
    made = planned(question(task("good", cost=6, change=5), task("poor", cost=6, change=4), task("small", cost=4)))
    assert starts(made) == {"good": 2026, "small": 2026}
    assert (made.today, made.gain, made.optimal, made.exact) == (0, 6, True, True)
    assert made.gap == pytest.approx(0, abs=1e-6)
    assert [one.reason for one in made.left_out] == ["money"]


def test_a_prerequisite_comes_before_and_its_lead_time_is_waited_for():
    asked = question(task("base", change=0.1, lead_months=18), task("top", change=5, needs=["base"]), budgets=(9, 9, 9))
    made = planned(asked)
    assert starts(made)["top"] >= starts(made)["base"] + 1
    assert next(one for one in made.chosen if one.task.code == "base").along == ("top",)


def test_a_prerequisite_that_is_done_within_the_year_may_start_in_the_same():
    made = planned(question(task("base", lead_months=12), task("top", change=5, needs=["base"])))
    assert starts(made) == {"base": 2026, "top": 2026}


def test_a_prerequisite_too_dear_for_what_it_opens_is_not_bought():
    made = planned(
        question(
            task("base", cost=9, change=0),
            task("top", cost=1, change=2, needs=["base"]),
            task("else", cost=5, change=3),
        )
    )
    assert set(starts(made)) == {"else"}


def test_deadline_and_lead_time_are_kept_together():
    asked = question(task("t", cost=8, lead_months=24, deadline=2027), task("u", cost=5, change=9), budgets=(8, 8, 8))
    made = planned(asked)
    assert starts(made)["t"] == 2026
    assert next(one for one in made.chosen if one.task.code == "t").counts == 2027


def test_hands_limit_as_money_does():
    asked = question(
        task("x", effort=6, change=5), task("y", effort=5, change=4), task("z", effort=5, change=4), efforts=(10,)
    )
    assert set(starts(planned(asked))) == {"y", "z"}


def test_only_so_many_tasks_start_in_a_year():
    asked = question(*(task(f"t{one}") for one in range(5)), budgets=(9, 9), starts=(1, 2))
    assert sorted(starts(planned(asked)).values()) == [2026, 2027, 2027]


def test_nothing_is_spent_beyond_the_maximum():
    asked = question(task("x", change=6), task("y", change=6), task("z", change=6), budgets=(99,))
    made = planned(asked)
    assert len(made.chosen) == 2
    assert made.gain == 10
    assert [one.reason for one in made.left_out] == ["level"]


def test_half_a_step_is_not_bought():
    alone = planned(question(task("half", change=3, item="b"), task("sure", change=2), budgets=(1,)))
    assert set(starts(alone)) == {"sure"}
    both = planned(
        question(*(task(f"half{one}", change=3, item="b") for one in (1, 2)), task("sure", change=2), budgets=(2,))
    )
    assert set(starts(both)) == {"half1", "half2"}
    assert [one.loss for one in both.chosen] == [10, 10]


def test_years_that_count_draw_tasks_forward():
    asked = question(task("x", cost=6, change=5), task("y", cost=6, change=2), budgets=(6, 6), years="sum")
    made = planned(asked)
    assert starts(made) == {"x": 2026, "y": 2027}
    assert made.gain == 12
    assert [one.likely for one in made.years] == [5, 7]


def test_each_year_tells_what_it_costs_and_reaches():
    told = {**task("t", cost=3, effort=2), "changes": [{"item": "a", "low": 1, "likely": 2, "high": 4}]}
    year = planned(question(told, efforts=(5,))).years[0]
    assert (year.year, year.cost, year.budget, year.effort, year.efforts, year.starts) == (2026, 3, 10, 2, 5, 1)
    assert (year.low, year.likely, year.high) == (1, 2, 4)


def test_the_frontier_rises_with_the_money():
    asked = question(*(task(f"t{one}", cost=3, change=1 + one / 10) for one in range(6)), budgets=(8,))
    made = planned(asked)
    assert [one.share for one in made.frontier] == [0.5, 0.75, 1.0, 1.25, 1.5]
    assert [one.budget for one in made.frontier] == [4, 6, 8, 10, 12]
    assert [one.gain for one in made.frontier] == pytest.approx([1.5, 2.9, 2.9, 4.2, 5.4])
    assert all(one.bound >= one.gain for one in made.frontier)


def test_what_the_headline_makes_of_points_decides():
    asked = question(task("x", cost=6, change=5), task("y", cost=6, change=5, item="b"))
    courses = {A: LINE, B: LINE}
    made = planned(asked, courses, adding(courses, {A: 0.2, B: 0.5}))
    assert set(starts(made)) == {"y"}
    assert made.gain == pytest.approx(2.5)


def test_where_the_headline_bends_the_gain_is_scored_anew_and_said_to_differ():
    courses = {A: Course(1.0, (0.0, 9.0), (0.0, 9.0)), B: Course(4.0, (0.0, 9.0), (0.0, 9.0))}

    def geometric(inputs):
        return math.sqrt(math.prod(courses[key](inputs.get(key, courses[key].today)) for key in courses))

    made = planned(question(task("x", cost=6, change=3), task("y", cost=6, change=3, item="b")), courses, geometric)
    assert set(starts(made)) == {"x"}
    assert made.gain == pytest.approx(2)  # √(4·4) − √(1·4), where the slope promised 3
    assert not made.exact


def test_no_task_that_helps_is_an_empty_plan():
    made = planned(question(task("t", change=-1)))
    assert (made.chosen, made.gain, made.gap, made.optimal) == ((), 0, 0, True)


def test_an_input_without_a_course_is_named():
    with pytest.raises(InputError, match=r"ky_sp\.value.*“ky_so\.value”"):
        plan(question(task("t", item="ky_sp")), {("ky_so", "value"): LINE}, lambda _: 0.0)


def test_the_whole_of_it_is_the_best_of_all_plans():
    tasks = [task(f"t{one}", cost=2 + one * 7 % 5, change=1 + one * 5 % 4, item="ab"[one % 2]) for one in range(7)]
    asked = question(*tasks, budgets=(6, 5), years="sum")
    best = max(Aim(asked, COURSES).value(one) for one in every_plan(asked))
    assert planned(asked, shares=()).gain == pytest.approx(best)


def test_where_only_the_last_year_counts_tasks_start_as_soon_as_there_is_money():
    asked = question(task("x", cost=3, change=2), task("y", cost=3, change=2), task("z", cost=3), budgets=(4, 4, 9))
    assert starts(planned(asked)) == {"x": 2026, "y": 2027, "z": 2028}


def test_the_frontier_may_be_given_less_time_than_the_plan():
    asked = question(*(task(f"t{one}", cost=3, change=1 + one / 10) for one in range(6)), budgets=(8,))
    hasty = plan(asked, COURSES, adding(COURSES), Options(gap=0.0, frontier_seconds=0.0))
    assert hasty.optimal
    assert [one.gain for one in hasty.frontier][2] == pytest.approx(hasty.gain)
    assert all(one.bound >= one.gain for one in hasty.frontier)
