from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.filling import FULL, Filling, start, surveyed

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.submit_answers import submit_answers
from donghanh.web.scoreboard.models import Answer


def _submit(filling: Filling, by=None, subject: str = "LG001") -> list[Answer]:
    return submit_answers(filling.round, by=by or filling.an, subject=subject, once=uuid4())


def test_the_whole_file_goes_to_appraisal_together(filling: Filling) -> None:
    filling.fill()
    sent = _submit(filling)
    assert len(sent) == len(FULL)
    assert set(Answer.objects.values_list("state", flat=True)) == {"submitted"}
    assert all(one.submitted_by == filling.an and one.submitted_at for one in sent)
    assert Event.objects.get(action="round.submitted").data["items"]["wifi_points"] == 1


def test_items_without_value_are_named_unless_a_note_says_why(filling: Filling) -> None:
    filling.fill()
    filling.state("people_helped", inputs={}, note="")
    with pytest.raises(InputError, match="Người dân được hướng dẫn kỹ năng số"):
        _submit(filling)
    filling.state("people_helped", inputs={}, note="Chưa tổng hợp xong")
    assert len(_submit(filling)) == len(FULL)


def test_items_without_the_papers_wanted_are_named_unless_a_note_explains_it(filling: Filling) -> None:
    for item in FULL:
        filling.state(item)
    with pytest.raises(InputError, match="3 chỉ số chưa có minh chứng"):
        _submit(filling)
    for item in ("committee_chair", "plan_issued", "committee_meetings"):
        filling.state(item, note="Văn bản đang số hóa")
    assert len(_submit(filling)) == len(FULL)


def test_an_empty_file_names_five_items_and_counts_the_others(filling: Filling) -> None:
    with pytest.raises(InputError, match="và 6 chỉ số khác"):
        _submit(filling)


def test_a_file_is_submitted_once_and_again_only_with_something_new(filling: Filling) -> None:
    filling.fill()
    _submit(filling)
    with pytest.raises(RefusedError, match="không có gì mới"):
        _submit(filling)
    filling.state(inputs={"value": "4"})
    assert [one.item_code for one in _submit(filling)] == ["committee_meetings"]


@pytest.mark.parametrize("who", ["binh", "ha", "minh", "yen", "vinh"])
def test_only_the_subjects_own_office_submits(filling: Filling, who: str) -> None:
    filling.fill()
    with pytest.raises(RefusedError) as refused:
        _submit(filling, getattr(filling, who, None) or getattr(filling.cast, who))
    assert refused.value.code == "forbidden.submit"


@pytest.mark.parametrize("dates", [{"opens_on": 1}, {"opens_on": -20, "self_scoring_until": -1}])
def test_a_file_is_submitted_in_the_days_of_self_scoring(filling: Filling, dates: dict[str, int]) -> None:
    filling.fill()
    filling.move(**dates)
    with pytest.raises(RefusedError) as refused:
        _submit(filling)
    assert refused.value.code == "state.round"


def test_survey_and_measured_items_are_not_waited_for(cast: Cast) -> None:
    filling = start(cast, surveyed())
    filling.fill()
    assert len(_submit(filling)) == len(FULL)
