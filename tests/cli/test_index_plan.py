import json

import pytest
from tests.cli.test_index import run

EDITION = """\
code: thu
edition: "1"
name: {vi: Bộ thử, en: Small set}
decision: {number: 1/QĐ-THU, issuer: Thử}
subjects: organisation
missing: zero
published: {kind: points, decimals: 2}
nodes:
  - {code: total, max: 30, name: {vi: Tổng, en: Total}}
items:
  - {code: trained, parents: [total], max: 20, rule: {kind: ratio}, name: {vi: Tập huấn, en: Trained}}
  - {code: plan, parents: [total], max: 10, rule: {kind: yes_no}, name: {vi: Kế hoạch, en: Plan}}
"""
TASKS = """\
limits: {first_year: 2027, budgets: [100, 100]}
tasks:
  - {code: T1, name: Tập huấn đợt một, cost: 100,
     changes: [{item: trained, role: numerator, low: 10, likely: 20, high: 30}]}
  - {code: T2, name: Ban hành kế hoạch, cost: 60, changes: [{item: plan, low: 1, likely: 1, high: 1}]}
  - {code: T3, name: Tập huấn đợt hai, cost: 90,
     changes: [{item: trained, role: numerator, low: 1, likely: 2, high: 3}]}
"""


@pytest.fixture
def asked(tmp_path):
    (tmp_path / "thu.yaml").write_text(EDITION, encoding="utf-8")
    (tmp_path / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    table = "place,trained.numerator,trained.denominator,plan\nX,10,100,không\nY,50,100,có\n"
    (tmp_path / "thu.csv").write_text(table, encoding="utf-8")
    return [tmp_path / "thu.yaml", "--inputs", tmp_path / "thu.csv", "--place", "X", "--tasks", tmp_path / "tasks.yaml"]


def test_the_best_tasks_within_the_budgets_are_chosen_and_the_gain_is_the_index_itself(asked):
    result = run("plan", *asked, "--gap", "0", "--json")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert {one["code"] for one in found["tasks"]} == {"T1", "T2"}
    assert (found["today"], found["gain"], found["optimal"]) == (2, pytest.approx(14), True)
    assert [(one["low"], one["high"]) for one in found["years"]][-1] == pytest.approx((14, 18))
    assert [one["code"] for one in found["left_out"]] == ["T3"]
    assert sum(one["cost"] for one in found["years"]) == 160


def test_the_plan_is_told_in_words(asked):
    shown = run("plan", *asked, "--gap", "0").stdout
    assert "đã chứng minh tối ưu" in shown
    assert "Ban hành kế hoạch" in shown


def test_a_task_that_moves_what_there_is_not_is_refused(asked, tmp_path):
    path = tmp_path / "tasks.yaml"
    path.write_text(TASKS.replace("item: plan", "item: plam"), encoding="utf-8")
    result = run("plan", *asked)
    assert (result.returncode, "“plan”" in result.stderr) == (1, True)


def test_a_fault_in_the_file_of_tasks_is_said_at_its_line(asked, tmp_path):
    path = tmp_path / "tasks.yaml"
    path.write_text(TASKS.replace("cost: 60", "cost: -60"), encoding="utf-8")
    result = run("plan", *asked)
    assert (result.returncode, "tasks.yaml:5" in result.stderr) == (1, True)


def test_a_place_that_was_not_scored_is_refused(asked):
    asked[4] = "Q"
    assert run("plan", *asked).returncode == 1
