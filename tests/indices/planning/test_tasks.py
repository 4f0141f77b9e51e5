import pytest
from tests.indices.planning.questions import A, question, task

from donghanh.errors import InputError
from donghanh.indices.planning.tasks import Candidate, reaches, read_candidates


@pytest.mark.parametrize(("months", "lag"), [(0, 0), (1, 0), (12, 0), (12.5, 1), (24, 1), (25, 2)])
def test_an_effect_counts_in_the_year_in_which_its_lead_time_ends(months, lag):
    assert Candidate(code="t", name="T", cost=1, lead_months=months).lag == lag


@pytest.mark.parametrize(
    ("more", "years"),
    [
        ({}, [2026, 2027, 2028]),
        ({"earliest": 2027}, [2027, 2028]),
        ({"earliest": 2020}, [2026, 2027, 2028]),
        ({"deadline": 2027}, [2026, 2027]),
        ({"deadline": 2027, "lead_months": 18}, [2026]),
        ({"lead_months": 24}, [2026, 2027]),
        ({"deadline": 2026, "lead_months": 18}, []),
        ({"earliest": 2029}, []),
        ({"lead_months": 48}, []),
    ],
)
def test_a_task_can_start_only_when_it_can_still_count(more, years):
    asked = question(task("t", **more), budgets=(1, 1, 1))
    assert [2026 + year for year in asked.windows["t"]] == years


def test_a_task_waits_for_what_it_needs_and_that_comes_early_enough():
    asked = question(task("base", lead_months=18), task("top", needs=["base"], lead_months=12), budgets=(1, 1, 1))
    assert list(asked.windows["top"]) == [1, 2]
    assert list(asked.windows["base"]) == [0, 1]


def test_what_changes_nothing_itself_can_start_only_for_what_needs_it():
    base, idle = ({"code": code, "name": "B", "cost": 1} for code in ("base", "idle"))
    asked = question(base, idle, task("top", needs=["base"], deadline=2027), budgets=(1, 1, 1))
    assert list(asked.windows["base"]) == [0, 1]
    assert list(asked.windows["idle"]) == []


def test_what_needs_a_task_that_cannot_start_cannot_start():
    asked = question(task("late", earliest=2030), task("top", needs=["late"]), budgets=(1, 1))
    assert list(asked.windows["top"]) == []


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({}, (0, 0, 1)),
        ({"years": "sum"}, (1, 1, 1)),
        ({"years": "sum", "weights": (1, 0, 2)}, (1, 0, 2)),
    ],
)
def test_the_last_assessment_counts_or_all_of_them(more, counted):
    assert question(task("t"), budgets=(1, 1, 1), **more).limits.counted == counted


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([task("a", needs=["b"]), task("b", needs=["c"]), task("c", needs=["a"])], ["a → b → c → a", "needs"]),
        ([task("free"), task("a", needs=["b"]), task("b", needs=["a"]), task("top", needs=["a"])], ["a → b → a"]),
        ([task("ky_so"), task("b", needs=["ky_sp"])], ["ky_sp", "“ky_so”?"]),
        ([task("ky_so"), task("b", excludes=["ky_sp"])], ["ky_sp", "“ky_so”?"]),
        ([task("a"), task("a")], ["“a”", "hai lần"]),
        ([task("a", needs=["a"])], ["“a”"]),
        ([task("a"), task("b", needs=["a"], excludes=["a"])], ["“b”", "“a”"]),
        ([task("a", earliest=2028, deadline=2027)], ["“a”", "2027", "2028"]),
        ([task("a", cost=-5)], ["tasks.0.cost", "-5"]),
        ([{**task("a"), "changes": [{"item": "x", "low": 1, "likely": 5, "high": 3}]}], ["“x”", "5", "1", "3"]),
    ],
)
def test_what_contradicts_itself_is_named(tasks, words):
    with pytest.raises(InputError) as caught:
        question(*tasks)
    for word in words:
        assert word in caught.value.vi
    assert caught.value.code == "plan.candidates"


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"efforts": (1, 2)}, ["3", "efforts", "2"]),
        ({"weights": (1,), "years": "sum"}, ["3", "weights", "1"]),
        ({"weights": (1, 1, 1)}, ["weights", "years: sum"]),
        ({"weights": (0, 0, 0), "years": "sum"}, ["weights"]),
        ({"efforts": (1, -2, 3)}, ["efforts", "-2"]),
        ({"total_budget": -1}, ["total_budget", "-1"]),
    ],
)
def test_limits_that_do_not_agree_are_named(limits, words):
    with pytest.raises(InputError) as caught:
        question(task("t"), budgets=(1, 1, 1), **limits)
    for word in words:
        assert word in caught.value.vi


def test_more_than_five_years_are_refused():
    with pytest.raises(InputError, match="budgets"):
        question(task("t"), budgets=(1,) * 6)


def test_a_key_that_there_is_not_is_named():
    with pytest.raises(InputError, match=r"tasks\.0\.price"):
        read_candidates({"limits": {"first_year": 2026, "budgets": [1]}, "tasks": [{**task("t"), "price": 3}]})


def test_changes_may_lower_an_input_and_low_is_the_weakest():
    change = {"item": "overdue", "low": -1, "likely": -2, "high": -4}
    asked = question({**task("t"), "changes": [change]})
    assert asked.by_code["t"].changes[0].low == -1


def test_how_far_inputs_can_go():
    told = {**task("t"), "changes": [{"item": "a", "low": -1, "likely": 2, "high": 4}]}
    assert reaches(question(told, task("u", change=-3))) == {A: (-4, 4)}
