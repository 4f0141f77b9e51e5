import pytest
from tests.indices.planning.questions import LINE, STEP, A, B, question, task

from donghanh.indices.planning.aim import Aim
from donghanh.indices.planning.left_out import left_out


def why(asked, starts, code="out"):
    return next(one for one in left_out(Aim(asked, {A: LINE, B: STEP}), starts) if one.task.code == code)


@pytest.mark.parametrize(
    ("tasks", "reason", "words"),
    [
        ([task("in"), task("out", earliest=2031)], "time", "không năm nào"),
        ([task("in"), task("out", excludes=["in"])], "excluded", "loại trừ với in"),
        ([task("in", excludes=["out"]), task("out")], "excluded", "loại trừ với in"),
        ([task("in"), task("base", cost=99), task("out", needs=["base"])], "needs", "cần base trước"),
        ([task("in", change=10), task("out")], "level", "không thêm được điểm nào ở a"),
        ([task("in"), task("out", item="b", change=2)], "step", "chưa đưa b đến mức điểm kế tiếp"),
        ([task("in", cost=6), task("out", cost=7)], "money", "năm 2026 thiếu 3 triệu đồng"),
        ([task("in", effort=4), task("out", effort=3)], "effort", "năm 2026 thiếu 2 người-tháng"),
    ],
)
def test_each_task_left_out_has_its_reason(tasks, reason, words):
    asked = question(*tasks, efforts=(5,))
    told = why(asked, {"in": 0})
    assert told.reason == reason
    assert words in told.vi


def test_no_more_tasks_may_start():
    told = why(question(task("in"), task("out", change=3), starts=(1,)), {"in": 0})
    assert (told.reason, told.year, told.gain) == ("starts", 2026, 3)


def test_the_year_in_which_least_is_short_is_told():
    asked = question(task("x", cost=9), task("y", cost=8), task("out", cost=4), budgets=(10, 10))
    told = why(asked, {"x": 0, "y": 1})
    assert (told.year, told.short) == (2027, 2)


def test_those_that_would_add_most_come_first():
    asked = question(task("in", cost=10), task("few", cost=2, change=1), task("many", cost=2, change=4))
    assert [one.task.code for one in left_out(Aim(asked, {A: LINE}), {"in": 0})] == ["many", "few"]
