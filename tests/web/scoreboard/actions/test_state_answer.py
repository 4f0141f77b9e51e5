from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.web.scoreboard.filling import PAPER, Filling, start, surveyed

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.actions.keeping_papers import AnswerChangedError, PaperFacts
from donghanh.web.scoreboard.models import Answer


def test_what_is_stated_is_kept_with_its_papers_and_every_earlier_value(filling: Filling) -> None:
    filling.state(inputs={"value": "3"}, note="hai phiên quý I", papers=[PAPER])
    answer = filling.state(inputs={"value": "4"})
    assert (answer.inputs, answer.version, answer.state, answer.stated_by) == ({"value": "4"}, 2, "draft", filling.an)
    newest, first = events_about(answer)
    assert newest.data["before"]["inputs"] == {"value": "3"} and newest.data["after"]["inputs"] == {"value": "4"}
    assert newest.data["before"]["note"] == "hai phiên quý I" and first.data["before"] == {}
    assert newest.data["after"]["papers"] == ["12/QĐ-UBND (UBND xã, 15/01/2026) – Điều 1"]


def test_a_paper_no_longer_cited_stays_in_the_record(filling: Filling) -> None:
    answer = filling.state(papers=[PAPER])
    paper = answer.papers.get()
    filling.state(drop=[paper.pk])
    paper.refresh_from_db()
    assert paper.removed_by == filling.an and paper.removed_at is not None
    filling.state(papers=[PAPER, PAPER])
    assert answer.papers.count() == 2, "cited again once, though named twice"


@pytest.mark.parametrize(
    ("item", "inputs", "said"),
    [
        ("committee_meetings", {"value": "nhiều"}, "cần một số"),
        ("committee_meetings", {"value": "1,500"}, "dấu nghìn"),
        ("committee_chair", {"value": "chief"}, "không có lựa chọn này"),
        ("plan_issued", {"value": "sắp có"}, "cần “có” hoặc “không”"),
        ("security_dossiers", {"numerator": "-1"}, "từ 0 trở lên"),
        ("security_dossiers", {"tu_so": "1"}, "không có đầu vào"),
    ],
)
def test_a_wrong_value_is_named_with_item_value_and_what_is_wanted(
    filling: Filling, item: str, inputs: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError) as wrong:
        filling.state(item, inputs=inputs)
    name = next(one.name["vi"] for one in filling.round.definition.items if one.code == item)
    assert said in wrong.value.vi and name in wrong.value.vi and next(iter(inputs.values())) in wrong.value.vi
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"inputs": {}}, "answer.empty"),
        ({"inputs": {"value": "kad"}}, "answer.outside"),
        ({"subject": "LG0O1"}, "round.subject"),
        ({"papers": [PaperFacts("", PAPER.issued_on, "UBND", "Kế hoạch")]}, "answer.paper"),
        ({"papers": [PaperFacts("1", PAPER.issued_on, "UBND", "x", file=SimpleUploadedFile("a.exe", b"MZ"))]}, "file."),
    ],
)
def test_nothing_half_done_is_kept(filling: Filling, given: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as wrong:
        filling.state(**given)
    assert wrong.value.code.startswith(code)
    assert not Answer.objects.exists()


def test_an_item_may_not_apply_if_the_note_says_why(filling: Filling) -> None:
    answer = filling.state("security_dossiers", inputs={"numerator": "không áp dụng"}, note="Chưa có hệ thống nào")
    assert answer.inputs == {"numerator": "n/a", "denominator": "n/a"}


def test_a_measured_item_takes_a_remark_and_no_value(filling: Filling) -> None:
    with pytest.raises(InputError, match="đo tự động"):
        filling.state("on_time", inputs={"numerator": "9"})
    assert filling.state("on_time", inputs={}, note="Thiếu hồ sơ tháng 2").note == "Thiếu hồ sơ tháng 2"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("an", True), ("binh", False), ("ha", False), ("minh", False), ("yen", False), ("vinh", False), ("tuan", False)],
)
def test_the_subjects_own_office_fills_in(filling: Filling, who: str, allowed: bool) -> None:
    person = getattr(filling, who, None) or getattr(filling.cast, who)
    if allowed:
        assert filling.state(by=person).stated_by == person
        return
    with pytest.raises(RefusedError) as refused:
        filling.state(by=person)
    assert refused.value.code == "forbidden.fill"


def test_the_owner_an_item_names_fills_it_in_too(cast: Cast) -> None:
    told = surveyed().model_dump(mode="json", exclude_defaults=True)
    next(one for one in told["items"] if one["code"] == "cashless_fees")["owner"] = "so-tai-chinh-lam-giang"
    filling = start(cast, type(surveyed()).model_validate(told))
    assert filling.state("cashless_fees", by=cast.huong).stated_by == cast.huong
    with pytest.raises(RefusedError):
        filling.state("people_helped", by=cast.huong)


def test_survey_values_are_the_leads_to_enter_in_any_window(cast: Cast) -> None:
    filling = start(cast, surveyed())
    with pytest.raises(RefusedError, match="Sở KH&CN"):
        filling.state("satisfied", inputs={"value": "4"})
    filling.move(opens_on=-30, self_scoring_until=-20)
    assert filling.state("satisfied", by=cast.ha, inputs={"value": "4"}).inputs == {"value": "4"}


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"opens_on": 1}, "mới mở"),
        ({"opens_on": -20, "self_scoring_until": -1}, "hạn tự chấm đã hết"),
        ({"opens_on": 0, "self_scoring_until": 0}, ""),
    ],
)
def test_values_are_stated_between_the_opening_and_the_deadline_both_included(
    filling: Filling, dates: dict[str, int], said: str
) -> None:
    filling.move(**dates)
    if not said:
        assert filling.state().version == 1
        return
    with pytest.raises(RefusedError, match=said):
        filling.state()


def test_the_second_of_two_who_edit_at_once_is_told_and_overwrites_nothing(filling: Filling) -> None:
    filling.state(inputs={"value": "2"}, seen=0)
    with pytest.raises(AnswerChangedError) as changed:
        filling.state(inputs={"value": "4"}, seen=0)
    assert changed.value.answer.inputs == {"value": "2"} and "an" in changed.value.vi
    assert Answer.objects.get().inputs == {"value": "2"}
    assert filling.state(inputs={"value": "4"}, seen=1).version == 2


def test_a_submitted_answer_may_be_mended_until_somebody_judged_it(filling: Filling) -> None:
    answer = filling.submitted()
    assert filling.state(inputs={"value": "4"}).state == Answer.State.DRAFT
    answer = filling.submitted(inputs={"value": "4"})
    filling.judge(answer)
    with pytest.raises(RefusedError, match="đã được thẩm định"):
        filling.state(inputs={"value": "5"})
