import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.planning.questions import LINE, STEP, A, every_plan, question, task

from donghanh.indices.planning.aim import Aim
from donghanh.indices.planning.course import Course
from donghanh.indices.planning.model import Options, Stretch, prices, solve, stretches, write

PROVEN = Options(gap=0.0, seconds=60.0)

COURSES = [
    LINE,
    STEP,
    Course(2.0, (0.0, 4.0, 4.0, 9.0), (0.0, 0.0, 3.0, 9.0)),  # a floor, then in proportion
    Course(0.0, (0.0, 2.0, 2.0, 5.0, 5.0, 9.0), (0.0, 0.0, 2.0, 2.0, 7.0, 7.0)),  # two steps
    Course(1.0, (0.0, 3.0, 6.0, 10.0), (0.0, 6.0, 8.0, 8.0)),  # ever less
    Course(1.0, (0.0, 3.0, 8.0), (0.0, 1.0, 8.0)),  # ever more
    Course(8.0, (0.0, 6.0, 6.0, 10.0), (9.0, 5.0, 2.0, 0.0)),  # less is better, with a jump
    Course(3.0, (0.0, 5.0, 10.0), (0.0, 5.0, 0.0)),  # best in the middle
    Course(2.0, (0.0, 4.0, 4.0, 6.0, 6.0, 9.0), (1.0, 1.0, 5.0, 5.0, 2.0, 2.0)),  # best between two limits
]


@st.composite
def questions(draw: st.DrawFn):
    count = draw(st.integers(1, 5))
    gains = {item: draw(st.sampled_from(COURSES)) for item in ("a", "b")}
    tasks = []
    for place in range(count):
        falls = {item: gains[item].y[0] > gains[item].y[-1] for item in gains}
        items = draw(st.sampled_from([["a"], ["b"], ["a", "b"]]))
        changes = []
        for item in items:
            amount = draw(st.integers(1, 6)) * (-1 if falls[item] else 1) * draw(st.sampled_from([1, 1, 1, -1]))
            changes.append({"item": item, "low": amount, "likely": amount, "high": amount})
        earlier = [f"t{one}" for one in range(place)]
        needs = draw(st.lists(st.sampled_from(earlier), max_size=1)) if earlier else []
        others = [one for one in earlier if one not in needs]
        tasks.append(
            {
                "code": f"t{place}",
                "name": "T",
                "cost": draw(st.integers(0, 6)),
                "effort": draw(st.integers(0, 4)),
                "lead_months": draw(st.sampled_from([0, 12, 13])),
                "earliest": draw(st.sampled_from([None, None, 2027])),
                "deadline": draw(st.sampled_from([None, None, 2027])),
                "needs": needs,
                "excludes": draw(st.lists(st.sampled_from(others), max_size=1)) if others else [],
                "changes": changes,
            }
        )
    more = {
        "years": draw(st.sampled_from(["last", "sum"])),
        "total_budget": draw(st.sampled_from([None, 8])),
        "efforts": draw(st.sampled_from([None, (5, 4)])),
        "starts": draw(st.sampled_from([None, (2, 1)])),
    }
    return question(*tasks, budgets=(6, 5), **more), {(item, "value"): course for item, course in gains.items()}


@settings(max_examples=150, deadline=None)
@given(questions())
def test_the_plan_is_the_best_of_all_plans_there_are(asked):
    candidates, gains = asked
    aim = Aim(candidates, gains)
    plans = list(every_plan(candidates))
    best = max(aim.value(starts) for starts in plans)
    solved = solve(write(candidates, gains), PROVEN)
    assert solved.starts in plans
    assert aim.value(solved.starts) == pytest.approx(best, abs=1e-6)
    assert solved.value == pytest.approx(best, abs=1e-6)
    assert solved.bound == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize(
    ("course", "low", "high", "expected"),
    [
        (LINE, 0, 10, (Stretch(0, ((10, 1),)),)),
        (LINE, 3, 14, (Stretch(0, ((7, 1), (4, 0))),)),
        (STEP, 0, 8, (Stretch(0, ((5, 0),)), Stretch(10, ((3, 0),)))),
        (STEP, 5, 8, (Stretch(0, ((3, 0),)),)),
        (STEP, 0, 5, (Stretch(0, ((5, 0),)), Stretch(10, ()))),
        (COURSES[4], 1, 8, (Stretch(0, ((2, 2), (3, 2 / 3), (2, 0))),)),
        (COURSES[5], 1, 8, (Stretch(0, ((2, 1 / 3),)), Stretch(0, ((5, 7 / 5),)))),
    ],
)
def test_a_course_is_cut_where_it_jumps_or_bends_upwards(course, low, high, expected):
    found = stretches(course, low, high)
    assert [one.jump for one in found] == pytest.approx([one.jump for one in expected])
    assert [piece for one in found for piece in one.pieces] == [
        pytest.approx(piece) for one in expected for piece in one.pieces
    ]
    assert [len(one.pieces) for one in found] == [len(one.pieces) for one in expected]


def test_a_concave_course_needs_no_whole_numbers():
    programme = write(question(task("t", change=5)), {A: COURSES[4]})
    assert sum(programme.rows.whole) == len(programme.by) == 1


def test_what_could_still_count_is_all_that_is_written():
    asked = question(task("soon", lead_months=12), task("late", lead_months=24), budgets=(1, 1, 1))
    assert sorted(write(asked, {A: LINE}).by) == [("late", 0), ("late", 1), ("soon", 0), ("soon", 1), ("soon", 2)]


def test_the_price_of_money_is_the_worth_of_the_marginal_task_for_its_cost():
    asked = question(task("good", cost=2, change=6), task("poor", cost=4, change=2), budgets=(4,))
    assert prices(write(asked, {A: LINE}), PROVEN) == pytest.approx((0.5,))


def test_money_to_spare_has_no_price():
    asked = question(task("good", cost=2, change=6), budgets=(4,), total_budget=9)
    assert prices(write(asked, {A: LINE}), PROVEN) == pytest.approx((0.0, 0.0))


def test_the_same_question_has_the_same_plan():
    tasks = [task(f"t{one}", cost=3 + one % 4, change=1 + one % 3, item="ab"[one % 2]) for one in range(12)]
    asked = question(*tasks, budgets=(9, 9))
    gains = {A: STEP, ("b", "value"): LINE}
    assert solve(write(asked, gains), PROVEN) == solve(write(asked, gains), PROVEN)
