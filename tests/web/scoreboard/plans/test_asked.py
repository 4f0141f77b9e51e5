from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import LIMITS, MEETINGS, PLAN, asked, change, facts, save, with_tasks
from tests.web.scoreboard.runs import FIRST, make_run

from donghanh.errors import InputError
from donghanh.web.scoreboard.plans.asked import (
    TASKS_MOST,
    ChangedMeanwhileError,
    check_items,
    locked_question,
    planned_place,
    put_together,
    store_task,
    whole_question,
)


def test_a_place_with_scores_of_its_own_is_planned_for(cast: Cast) -> None:
    run = make_run(cast)
    assert planned_place(run, FIRST) == FIRST
    for place in ("LG", "LG999", ""):
        with pytest.raises(InputError, match="cần một đơn vị được chấm điểm riêng"):
            planned_place(run, place)


def test_tasks_are_put_in_place_of_those_of_their_code(cast: Cast) -> None:
    question = with_tasks(cast)
    found = put_together(question, [PLAN | {"cost": 1.0}, facts("NV4", needs=["NV2"])])
    assert {one.code: one.cost for one in found.tasks} == {"NV1": 20, "NV2": 1, "NV3": 90, "NV4": 20}


def test_items_and_inputs_are_those_of_the_edition(cast: Cast) -> None:
    edition = make_run(cast).pinned.edition
    check_items(edition, [facts(changes=[change("security_dossiers", 1, "numerator")])])
    with pytest.raises(InputError, match="có phải là “numerator”"):
        check_items(edition, [facts(changes=[change("security_dossiers", 1, "numerater")])])
    with pytest.raises(InputError, match="có phải là “incident_plan”"):
        check_items(edition, [facts(changes=[change("incident_plans", 1)])])
    with pytest.raises(InputError, match="không có chỉ số “wifi_points”"):
        check_items(edition, [facts(changes=[change("wifi_points", 1)])])


def test_no_task_and_too_many_are_refused() -> None:
    for tasks in ([], [facts(f"N{at}") for at in range(TASKS_MOST + 1)]):
        with pytest.raises(InputError):
            whole_question(LIMITS, tasks)
    assert len(whole_question(LIMITS, [MEETINGS]).tasks) == 1


def test_a_task_is_stored_over_the_version_that_was_seen_only(cast: Cast) -> None:
    question = locked_question(asked(cast))
    save(cast, question, MEETINGS)
    assert store_task(question, MEETINGS | {"cost": 3.0}, None, seen=1).version == 2
    for seen in (None, 1, 3):
        with pytest.raises(ChangedMeanwhileError):
            store_task(question, MEETINGS, None, seen=seen)
    assert store_task(question, PLAN, None, seen=None).version == 1
