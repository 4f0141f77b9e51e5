"""The simulated tasks hold together: right in number, the same for a seed, nothing ahead of its time."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from donghanh.simulate.programme import Promise, SimTask, Stage, simulate_programme

START, END = date(2026, 1, 20), date(2030, 12, 31)
STAGES = (
    Stage("Khảo sát", "Báo cáo", "owner", 60),
    Stage("Triển khai", "Biên bản", "partner", 240, money=(300, 900), kept_up=True),
    Stage("Vận hành", "Báo cáo quý", "office", 90, recurs="quarterly"),
)
PROMISES = (
    Promise("Phủ sóng 5G", "so-khcn", "ben-giang", STAGES, START, END, communes="Rà soát vị trí đặt trạm"),
    Promise("Kéo cáp quang", "so-khcn", "ben-giang", STAGES, START, END),
)
COMMUNES = tuple(f"xa-{number}" for number in range(7))


def _tasks(tasks: int = 60, on: date = date(2028, 3, 1), seed: int = 1) -> list[SimTask]:
    return simulate_programme(PROMISES, communes=COMMUNES, office="so-khcn", tasks=tasks, on=on, seed=seed)


@given(st.integers(0, 200), st.dates(START, END), st.integers(0, 5))
def test_there_are_as_many_tasks_as_asked_for_and_nothing_happened_ahead_of_its_time(tasks, on, seed):
    made = _tasks(tasks, on, seed)
    assert len(made) == tasks
    for number, one in enumerate(made):
        assert START <= one.starts_on <= one.due_on <= END
        assert one.follows is None or one.follows < number
        days = [report.written_on for report in one.reports] + [report.judged_on for report in one.reports]
        assert all(one.starts_on <= day <= on for day in days if day)
        assert all(report.judged_on >= report.written_on for report in one.reports if report.judged_on)
        assert one.waits_since is None or one.starts_on <= one.waits_since <= on


def test_the_same_seed_gives_the_same_tasks_and_another_seed_others():
    assert _tasks() == _tasks()
    assert _tasks() != _tasks(seed=2)


def test_every_commune_gets_its_task_and_the_steps_of_a_promise_follow_each_other():
    made = _tasks(13)
    assert [one.lead for one in made if one.promise == 0][3:] == list(COMMUNES)
    first = [one for one in made if one.promise == 0][:3]
    assert [one.follows for one in first] == [None, 0, 1]
    assert all(later.starts_on > earlier.due_on for earlier, later in itertools.pairwise(first))
    assert [one.lead for one in first] == ["so-khcn", "ben-giang", "so-khcn"]


def test_money_is_spent_only_where_the_work_was_accepted():
    made = _tasks(400)
    spent = [one for one in made if one.spent is not None]
    assert spent
    for one in spent:
        assert any(report.verdict == "accepted" for report in one.reports)
        assert one.planned is not None
        assert 0.8 * one.planned <= one.spent <= one.planned


def test_every_way_a_task_can_go_is_there():
    made = _tasks(600, on=START + timedelta(days=900))
    assert {report.verdict for one in made for report in one.reports if report.is_claim} == {"accepted", "returned", ""}
    assert any(one.waits_for for one in made)
    assert any(one.dropped for one in made)
    assert any(one.asks_until for one in made)
