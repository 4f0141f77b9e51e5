from __future__ import annotations

import math

import pytest
from django.http import Http404
from tests.cast import Cast, make_agreement
from tests.web.scoreboard.planning import solved, with_tasks
from tests.web.scoreboard.runs import FIRST, make_run

from donghanh.web.programme.models import Agreement
from donghanh.web.scoreboard.actions.adopt_plan import adopt_plan
from donghanh.web.scoreboard.plans.querysets import (
    candidate_of,
    draft_of,
    driven_inputs,
    open_commitments,
    question_of,
    questions_of_run,
    result_of,
    two_results,
)


def test_inputs_are_named_with_their_present_value(cast: Cast) -> None:
    inputs = driven_inputs(make_run(cast), FIRST)
    meetings, approved = inputs["committee_meetings", "value"], inputs["security_dossiers", "numerator"]
    assert (meetings.key, meetings.name, meetings.now_text) == (
        "committee_meetings:value",
        "Số phiên họp Ban Chỉ đạo trong năm",
        "1",
    )
    assert approved.name.endswith(": Hệ thống đã phê duyệt cấp độ") and approved.now == 5
    assert math.isnan(inputs["on_time", "numerator"].now)
    assert not [one for one in inputs if one[0] == "wifi_points"]


def test_questions_of_a_run_count_their_tasks(cast: Cast) -> None:
    question = with_tasks(cast)
    assert [(one, one.tasks) for one in questions_of_run(question.run)] == [(question, 3)]
    assert not questions_of_run(make_run(cast)).exists()


def test_two_plans_are_those_asked_for_or_the_last(cast: Cast) -> None:
    question = with_tasks(cast)
    with pytest.raises(Http404):
        two_results(question, [])
    for _ in range(3):
        solved(cast, question)
    assert [one.number for one in two_results(question, [])] == [2, 3]
    assert [one.number for one in two_results(question, ["3", "1"])] == [1, 3]
    for wrong in (["1"], ["1", "9"], ["1", "2", "3"]):
        with pytest.raises(Http404):
            two_results(question, wrong)


def test_tasks_go_to_commitments_of_open_agreements(cast: Cast) -> None:
    agreement = make_agreement(cast)
    assert list(open_commitments()) == list(agreement.commitments.all())
    agreement.state = Agreement.State.CLOSED
    agreement.save()
    assert not open_commitments().exists()


def test_each_is_found_by_its_number_or_not_at_all(cast: Cast) -> None:
    result = solved(cast)
    draft = adopt_plan(result, by=cast.ha, commitment=make_agreement(cast).commitments.first())[0]
    task = result.question.candidates.first()
    pairs = [(question_of, result.question), (candidate_of, task), (result_of, result), (draft_of, draft)]
    for find, one in pairs:
        assert find(one.pk) == one
        with pytest.raises(Http404):
            find(0)
