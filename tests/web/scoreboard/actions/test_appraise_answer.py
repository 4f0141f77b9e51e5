from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, start, surveyed

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.actions.explain_answer import explain_answer
from donghanh.web.scoreboard.actions.keeping_papers import AnswerChangedError
from donghanh.web.scoreboard.models import Appraisal


def test_each_verdict_keeps_what_was_found_and_what_was_stated(filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    assert filling.judge(answer).inputs == {"value": "4"}
    made = filling.judge(answer, "adjusted", inputs={"value": "3"}, reason="Chỉ có 3 thông báo")
    answer.refresh_from_db()
    assert (made.inputs, made.version, answer.state, answer.inputs) == ({"value": "3"}, 1, "adjusted", {"value": "4"})
    assert filling.judge(answer, "returned", reason="Nêu ngày họp").inputs == {}
    answer.refresh_from_db()
    assert answer.state == "returned" and Appraisal.objects.count() == 3, "nothing is overwritten"
    assert events_about(answer)[0].data["stated"] == {"value": "4"}


@pytest.mark.parametrize(
    ("item", "judges"),
    [
        ("committee_meetings", {"ha"}),  # verifier: the standing office
        ("results_digitised", {"minh"}),  # Sở Nội vụ
        ("complaints_late", {"yen"}),  # Văn phòng UBND
        ("cashless_fees", {"huong"}),  # Sở Tài chính
        ("wifi_points", {"ha"}),  # names no verifier: the lead
    ],
)
def test_the_items_verifier_judges_else_the_lead_and_nobody_else(filling: Filling, item: str, judges: set[str]) -> None:
    answer = filling.submitted(item)
    for who in ("ha", "minh", "yen", "huong", "vinh", "tuan", "an", "binh"):
        person = getattr(filling, who, None) or getattr(filling.cast, who)
        if who in judges:
            assert filling.judge(answer, by=person).appraised_by == person
        else:
            with pytest.raises(RefusedError) as refused:
                filling.judge(answer, by=person)
            assert refused.value.code == "forbidden.appraise", who


def test_no_office_judges_itself(filling: Filling) -> None:
    answer = filling.submitted()
    commune = filling.an.organisation
    edition = filling.round.definition
    items = [one.model_copy(update={"verifier": commune.code}) for one in edition.items]
    told = edition.model_copy(update={"items": tuple(items)})
    filling.round.snapshot = told.model_dump_json(exclude_defaults=True)
    filling.round.save()
    with pytest.raises(RefusedError, match="chính mình"):
        filling.judge(answer, by=filling.an)
    assert filling.judge(answer, by=filling.cast.ha).verdict == "recognised", "the lead stands in"


def test_an_office_does_not_judge_what_its_own_people_stated(filling: Filling) -> None:
    answer = filling.submitted()
    answer.stated_by = filling.cast.ha
    answer.save()
    with pytest.raises(RefusedError):
        filling.judge(answer)


@pytest.mark.parametrize(
    ("verdict", "given", "code"),
    [
        ("adjusted", {"inputs": {"value": "2"}}, "appraisal.reason"),
        ("returned", {}, "appraisal.reason"),
        ("adjusted", {"inputs": {}, "reason": "x"}, "appraisal.inputs"),
        ("adjusted", {"inputs": {"value": "3"}, "reason": "x"}, "appraisal.same"),
        ("adjusted", {"inputs": {"value": "ba"}, "reason": "x"}, "score.value"),
        ("perhaps", {}, "appraisal.verdict"),
    ],
)
def test_a_verdict_that_lacks_something_is_not_kept(
    filling: Filling, verdict: str, given: dict[str, Any], code: str
) -> None:
    answer = filling.submitted(inputs={"value": "3"})
    with pytest.raises(InputError) as wrong:
        filling.judge(answer, verdict, **given)
    assert wrong.value.code == code
    assert not Appraisal.objects.exists()


def test_what_is_a_draft_measured_or_surveyed_is_not_judged(cast: Cast) -> None:
    filling = start(cast, surveyed())
    with pytest.raises(RefusedError, match="chưa được nộp"):
        filling.judge(filling.state())
    surveyed_answer = filling.submitted("satisfied", by=cast.ha, inputs={"value": "4"})
    surveyed_answer.stated_by = filling.an
    surveyed_answer.save()
    with pytest.raises(RefusedError, match="khảo sát"):
        filling.judge(surveyed_answer)


def test_the_version_that_was_read_is_the_one_judged(filling: Filling) -> None:
    answer = filling.submitted()
    with pytest.raises(AnswerChangedError):
        filling.judge(answer, seen=answer.version + 1)


@pytest.mark.parametrize(
    ("dates", "explained", "said"),
    [
        ({}, False, ""),
        ({"opens_on": -40, "self_scoring_until": -9, "appraisal_until": 0}, False, ""),
        ({"opens_on": -40, "self_scoring_until": -9, "appraisal_until": -1}, False, "hạn thẩm định đã hết"),
        ({"opens_on": -40, "self_scoring_until": -9, "appraisal_until": -1}, True, ""),
        ({"opens_on": 1}, False, "mới mở"),
    ],
)
def test_verdicts_are_given_until_their_deadline_and_on_explanations_until_the_closing(
    filling: Filling, dates: dict[str, int], explained: bool, said: str
) -> None:
    answer = filling.submitted()
    if explained:
        filling.judge(answer, "returned", reason="Nêu ngày họp")
        explain_answer(answer, by=filling.an, text="Ngày 30/3")
    filling.move(**dates)
    if said:
        with pytest.raises(RefusedError, match=said):
            filling.judge(answer)
    else:
        assert filling.judge(answer).verdict == "recognised"


def test_nothing_is_returned_when_no_explanation_can_come_any_more(filling: Filling) -> None:
    answer = filling.submitted()
    filling.judge(answer, "returned", reason="Nêu ngày họp")
    explain_answer(answer, by=filling.an, text="Ngày 30/3")
    filling.move(opens_on=-50, self_scoring_until=-9, appraisal_until=-5, explanation_until=-1)
    with pytest.raises(RefusedError, match="hạn giải trình đã hết"):
        filling.judge(answer, "returned", reason="Còn thiếu")
    assert filling.judge(answer).verdict == "recognised"
