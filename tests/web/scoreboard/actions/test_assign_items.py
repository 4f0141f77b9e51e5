from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.web.scoreboard.filling import FULL, Filling, province_round

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.scoreboard.actions.appraise_answer import appraise_answer
from donghanh.web.scoreboard.actions.assign_items import assign_items
from donghanh.web.scoreboard.actions.state_answer import state_answer
from donghanh.web.scoreboard.actions.submit_answers import submit_answers
from donghanh.web.scoreboard.models import Answer, Assignment, Round
from donghanh.web.scoreboard.questions import questions_of, typed


def _assign(cast: Cast, round: Round, *items: str, by: str = "ha", **given: Any) -> list[Assignment]:
    told = {"organisation": cast.home_affairs, "once": uuid4()} | given
    return assign_items(round, by=getattr(cast, by), items=items, **told)


def _state(round: Round, by: User, item: str, **given: Any) -> Answer:
    told = {"inputs": FULL[item], "note": "Kèm theo", "once": uuid4()} | given
    return state_answer(round, by=by, subject="LG", item=item, **told)


def test_a_group_goes_to_an_office_whole_and_an_item_after_it_goes_elsewhere(cast: Cast) -> None:
    round = province_round(cast)
    made = _assign(cast, round, "direction", "wifi_points", coordinators=" Sở Tài chính ")
    below = {item.code for item in round.definition.items_under("direction")} | {"wifi_points"}
    assert {one.item_code for one in made} == below
    assert {one.coordinators for one in made} == {"Sở Tài chính"}
    _assign(cast, round, "plan_issued", organisation=cast.finance, reason="Đúng lĩnh vực")
    offices = {one.item_code: one.organisation for one in round.assignments.select_related("organisation")}
    assert offices.pop("plan_issued") == cast.finance and set(offices.values()) == {cast.home_affairs}
    last = Event.objects.filter(action="round.assigned").first()
    assert last.data["before"] == {"LG/plan_issued": "so-noi-vu-lam-giang"} and last.reason == "Đúng lĩnh vực"
    assert last.data["given"] == ["LG/plan_issued"]


def test_the_office_fills_in_its_items_only_and_the_lead_merges_and_submits(cast: Cast) -> None:
    round = province_round(cast)
    _assign(cast, round, "plan_issued", "wifi_points")
    assert _state(round, cast.minh, "plan_issued").stated_by == cast.minh
    for who, item in ((cast.minh, "cashless_fees"), (cast.huong, "plan_issued"), (cast.yen, "plan_issued")):
        with pytest.raises(RefusedError) as refused:
            _state(round, who, item)
        assert refused.value.code.startswith("forbidden")
    for item in sorted(set(FULL) - {"plan_issued"}):
        _state(round, cast.ha, item)
    with pytest.raises(RefusedError, match="nộp"):
        submit_answers(round, by=cast.minh, subject="LG", once=uuid4())
    assert len(submit_answers(round, by=cast.ha, subject="LG", once=uuid4())) == len(FULL)


def test_a_reassigned_item_is_no_longer_the_first_offices(cast: Cast) -> None:
    round = province_round(cast)
    _assign(cast, round, "plan_issued")
    _assign(cast, round, "plan_issued", organisation=cast.finance)
    with pytest.raises(RefusedError):
        _state(round, cast.minh, "plan_issued")
    assert _state(round, cast.huong, "plan_issued").version == 1


def test_who_fills_an_item_in_does_not_judge_it_even_where_the_edition_names_it(cast: Cast) -> None:
    round = province_round(cast)
    named = [one.item for one in typed(questions_of(round, "LG")) if one.item.verifier == cast.home_affairs.code]
    _assign(cast, round, named[0].code)
    answer = _state(round, cast.minh, named[0].code)
    answer.state = Answer.State.SUBMITTED
    answer.save()
    with pytest.raises(RefusedError):
        appraise_answer(answer, by=cast.minh, verdict="recognised", seen=1, once=uuid4())
    assert appraise_answer(answer, by=cast.ha, verdict="recognised", seen=1, once=uuid4()).appraised_by == cast.ha


def test_without_a_subject_the_items_go_for_all_subjects_alike(filling: Filling) -> None:
    made = _assign(filling.cast, filling.round, "wifi_points")
    assert [one.subject for one in made] == ["LG001", "LG002"]
    _assign(filling.cast, filling.round, "wifi_points", subject="LG001", organisation=filling.cast.finance)
    offices = dict(filling.round.assignments.values_list("subject", "organisation"))
    assert offices == {"LG001": filling.cast.finance.pk, "LG002": filling.cast.home_affairs.pk}
    answer = filling.state("wifi_points", by=filling.cast.huong)
    assert answer.stated_by == filling.cast.huong
    assert filling.state("wifi_points", subject="LG002", by=filling.binh).stated_by == filling.binh


def test_a_later_due_day_changes_the_row_and_the_same_once_more_is_refused(cast: Cast) -> None:
    round = province_round(cast)
    due = timezone.localdate() + timedelta(days=5)
    _assign(cast, round, "plan_issued")
    _assign(cast, round, "plan_issued", due_on=due)
    assert round.assignments.get().due_on == due
    with pytest.raises(RefusedError, match="không có gì để thay đổi"):
        _assign(cast, round, "plan_issued", due_on=due)


@pytest.mark.parametrize("who", ["minh", "yen", "vinh", "tuan"])
def test_only_the_lead_assigns(cast: Cast, who: str) -> None:
    with pytest.raises(RefusedError) as refused:
        _assign(cast, province_round(cast), "plan_issued", by=who)
    assert refused.value.code.startswith("forbidden")


def test_nothing_is_assigned_once_the_round_is_closed(cast: Cast) -> None:
    round = province_round(cast)
    Round.objects.filter(pk=round.pk).update(closed_at=timezone.now())
    with pytest.raises(RefusedError, match="đã đóng"):
        _assign(cast, round, "plan_issued")


@pytest.mark.parametrize(
    ("items", "given", "code", "named"),
    [
        (["plan_isued"], {}, "round.item", "plan_issued"),
        (["on_time"], {}, "assign.item", "đo"),
        ([], {}, "assign.none", "Chưa chọn"),
        (["plan_issued"], {"subject": "LH"}, "round.subject", "LG"),
        (["plan_issued"], {"due": -1}, "assign.due", "hạn tự chấm"),
        (["plan_issued"], {"due": 11}, "assign.due", "hạn tự chấm"),
        (["plan_issued"], {"office": "sao_lam"}, "assign.office", "Sao Lam"),
    ],
)
def test_what_is_wrong_is_named(cast: Cast, items: list[str], given: dict[str, Any], code: str, named: str) -> None:
    round = province_round(cast)
    told: dict[str, Any] = {"subject": given.get("subject", "LG")}
    if "due" in given:
        told["due_on"] = timezone.localdate() + timedelta(days=given["due"])
    if "office" in given:
        told["organisation"] = getattr(cast, given["office"])
    with pytest.raises(InputError) as wrong:
        _assign(cast, round, *items, **told)
    assert wrong.value.code == code and named in wrong.value.vi
    assert not Assignment.objects.exists()


def test_an_office_of_another_province_is_refused(cast: Cast) -> None:
    round = province_round(cast)
    kinds = Organisation.Kind
    other = Organisation.objects.create(code="khac", name="Sở khác", short_name="Sở khác", kind=kinds.DEPARTMENT)
    User.objects.create(username="khac", full_name="Khác", organisation=other, role=Role.DEPARTMENT)
    with pytest.raises(InputError, match="Sở khác"):
        _assign(cast, round, "plan_issued", organisation=other)
