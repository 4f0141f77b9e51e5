"""Claimed and verified are computed from the tasks; hypothesis tries combinations of task states."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import make_agreement, make_claim, make_task
from tests.web.programme.made import make_paper

from donghanh.web.programme.actions.agreements.strike_out_commitment import strike_out_commitment
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.querysets import agreements, sight, tasks

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
S = Task.State


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(st.lists(st.sampled_from(S.values), max_size=4), min_size=1, max_size=3))
def test_a_commitment_is_as_far_as_its_least_advanced_task(cast, states) -> None:
    agreement = make_agreement(cast, commitments=[Commitment(text="Cam kết") for _ in states])
    for commitment, wanted in zip(agreement.commitments.order_by("number"), states, strict=True):
        for number, state in enumerate(wanted):
            Task.objects.create(
                commitment=commitment,
                code=f"{commitment.number}.{number}",
                title="Việc",
                product="Vật",
                lead=cast.sao_lam,
                due_on=date(2026, 3, 31),
                state=state,
                waits_since=date(2026, 3, 1) if state == S.WAITING else None,
            )
    expected = []
    for wanted in states:
        counted = [state for state in wanted if state != S.DROPPED]
        expected.append(
            (
                bool(counted) and all(state in (S.CLAIMED, S.VERIFIED) for state in counted),
                bool(counted) and all(state == S.VERIFIED for state in counted),
                len(counted),
                sum(state in Task.OPEN for state in counted),
            )
        )
    shown = agreements.with_progress(agreement.commitments.all(), on=TODAY).order_by("number")
    assert [(one.is_claimed, one.is_verified, one.task_count, one.overdue_count) for one in shown] == expected
    counted = agreements.with_counts(Agreement.objects.filter(pk=agreement.pk), on=TODAY).get()
    assert counted.commitment_count == len(states)
    assert counted.claimed_count == sum(one[0] for one in expected)
    assert counted.verified_count == sum(one[1] for one in expected)
    assert counted.overdue_count == sum(one[3] for one in expected)


def test_a_partner_sees_its_own_agreements_and_the_province_sees_all(cast) -> None:
    agreement = make_agreement(cast)
    assert list(sight.visible_agreements(cast.tuan)) == [agreement]
    assert list(sight.visible_agreements(cast.tam)) == []
    assert list(sight.visible_agreements(cast.minh)) == [agreement]


def test_an_organisations_tasks_are_those_it_leads_or_shares_each_once(cast) -> None:
    led = make_task(cast, lead=cast.finance)
    shared = make_task(cast, co_organisations=[cast.finance, cast.home_affairs])
    make_task(cast)
    assert set(tasks.of_organisation(Task.objects.all(), cast.finance)) == {led, shared}
    assert tasks.of_organisation(Task.objects.all(), cast.finance).count() == 2


def test_a_task_is_overdue_from_the_day_after_its_date(cast) -> None:
    task = make_task(cast, due_on=date(2026, 11, 21))
    assert list(tasks.overdue(Task.objects.all(), on=date(2026, 11, 21))) == []
    assert list(tasks.overdue(Task.objects.all(), on=TODAY)) == [task]
    assert task.is_overdue(TODAY) and not task.is_overdue(date(2026, 11, 21))


def test_what_came_back_is_known_until_it_is_claimed_again(cast) -> None:
    make_task(cast, due_on=date(2026, 1, 1))
    later = make_task(cast)
    return_claim(make_claim(cast, later), by=cast.yen, reason="Thiếu", once=uuid4())
    assert list(tasks.returned_to(cast.sao_lam)) == [later]
    make_claim(cast, later)
    assert not tasks.returned_to(cast.sao_lam).exists()


def test_only_firm_commitments_in_force_are_idle(cast) -> None:
    agreement = make_agreement(cast)
    make_task(cast, agreement.commitments.get(number=1))
    asked = agreement.commitments.get(number=2)
    asked.status = Commitment.Status.REQUESTED
    asked.save()
    make_agreement(cast, state=Agreement.State.CLOSED)
    assert [one.number for one in agreements.without_tasks(Commitment.objects.all())] == [3]
    assert [one.idle_count for one in agreements.with_idle_commitments(Agreement.objects.all())] == [1]


def test_independent_means_no_hand_in_the_task(cast) -> None:
    task = make_claim(cast, make_task(cast, co_organisations=[cast.finance])).task
    every = Task.objects.all()
    assert list(tasks.independent_of(every, cast.committee_office)) == [task]
    for one in (cast.sao_lam, cast.finance):
        assert list(tasks.independent_of(every, one)) == []


def test_agreements_in_force_come_first_then_those_negotiated_then_the_closed(cast) -> None:
    states = Agreement.State
    for number, state in enumerate((states.CLOSED, states.NEGOTIATING, states.IN_FORCE)):
        make_agreement(cast, title=f"Thỏa thuận số {number}", state=state)
    order = [one.state for one in agreements.running_first(Agreement.objects.all())]
    assert order == [states.IN_FORCE, states.NEGOTIATING, states.CLOSED]


def test_the_sides_of_an_agreement_share_nobody(cast) -> None:
    agreement = make_agreement(cast, departments=[cast.committee_office])
    ours, theirs = set(agreements.province_side(agreement)), set(agreements.partner_side(agreement))
    assert theirs == {cast.sao_lam}
    assert {cast.province, cast.science, cast.committee_office} <= ours and not ours & {cast.sao_lam, cast.ben_giang}


def test_open_is_what_stands_and_is_not_verified(cast) -> None:
    claim = make_claim(cast)
    agreement = claim.task.commitment.agreement
    accept_claim(claim, by=cast.yen, once=uuid4())
    paper = make_paper(cast, agreement)
    strike_out_commitment(agreement.commitments.get(number=2), by=cast.ha, paper=paper, once=uuid4())
    assert [one.number for one in agreements.still_open(agreement.commitments.all())] == [3]
    assert [one.number for one in agreements.in_effect(agreement.commitments.all())] == [1, 3]


def test_unfinished_is_what_is_neither_verified_nor_dropped_nor_carried_on(cast) -> None:
    agreement = make_agreement(cast)
    first, second, _third = agreement.commitments.all()
    left, carried = make_task(cast, first), make_task(cast, second)
    drop_task(make_task(cast, first), by=cast.ha, reason="Không còn cần")
    assert list(agreements.unfinished_tasks(agreement)) == [left, carried]
    make_agreement(cast, commitments=[Commitment(text="Tiếp", carried_from=second)])
    assert list(agreements.unfinished_tasks(agreement)) == [left]
