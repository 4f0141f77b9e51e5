from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import make_agreement, make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.agreements.change_agreement_state import change_agreement_state
from donghanh.web.programme.actions.agreements.register_successor import register_successor
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db

S = Agreement.State


def _step(cast, agreement, state, **given):
    return change_agreement_state(
        agreement, by=cast.ha, state=state, reason="Hai bên thống nhất", once=uuid4(), **given
    )


def test_the_change_is_logged_with_its_reason_and_both_states(cast) -> None:
    agreement = _step(cast, make_agreement(cast), S.CLOSING)
    assert Agreement.objects.get().state == S.CLOSING
    event = events_about(agreement)[0]
    assert (event.reason, event.data) == ("Hai bên thống nhất", {"from": "in_force", "to": "closing"})


def test_a_draft_goes_its_whole_way(cast) -> None:
    agreement = make_agreement(cast, state=S.DRAFT)
    for state in (S.NEGOTIATING, S.SIGNED, S.IN_FORCE, S.CLOSING, S.CLOSED):
        agreement = _step(cast, agreement, state, signed_on=date(2026, 1, 5))
    assert (agreement.state, agreement.signed_on) == (S.CLOSED, date(2026, 1, 5))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.sampled_from(S), wanted=st.sampled_from(S))
def test_only_the_steps_of_the_table_are_taken(cast, before, wanted) -> None:
    agreement = make_agreement(cast, state=before, commitments=[])
    if wanted in Agreement.STEPS[before]:
        assert _step(cast, agreement, wanted, signed_on=date(2026, 1, 5)).state == wanted
    else:
        with pytest.raises(RefusedError, match=r"state\.(step|same)"):
            _step(cast, agreement, wanted, signed_on=date(2026, 1, 5))
        assert Agreement.objects.get(pk=agreement.pk).state == before


@pytest.mark.parametrize("day", [None, date(2999, 1, 1)])
def test_signing_needs_its_day_and_the_day_has_come(cast, day) -> None:
    agreement = make_agreement(cast, state=S.NEGOTIATING)
    with pytest.raises(InputError, match="signed_on"):
        _step(cast, agreement, S.SIGNED, signed_on=day)
    assert Agreement.objects.get().state == S.NEGOTIATING


def test_what_was_signed_with_gaps_says_how_many(cast) -> None:
    agreement = _step(cast, make_agreement(cast, state=S.NEGOTIATING), S.SIGNED, signed_on=date(2026, 1, 5))
    assert events_about(agreement)[0].data["gaps"] == 3 * 6


def test_unfinished_tasks_keep_it_from_being_closed(cast) -> None:
    claim = make_claim(cast)
    agreement = claim.task.commitment.agreement
    other = make_task(cast)
    _step(cast, agreement, S.CLOSING)
    with pytest.raises(RefusedError, match=r"state\.unfinished"):
        _step(cast, agreement, S.CLOSED)
    accept_claim(claim, by=cast.yen, once=uuid4())
    drop_task(other, by=cast.ha, reason="Không còn cần", once=uuid4())
    assert _step(cast, agreement, S.CLOSED).state == S.CLOSED


def test_what_a_successor_carries_on_does_not_keep_it_open(cast) -> None:
    agreement = make_task(cast).commitment.agreement
    register_successor(
        agreement, by=cast.ha, title="Giai đoạn 2", carried=[agreement.commitments.get(number=1)], once=uuid4()
    )
    _step(cast, agreement, S.CLOSING)
    assert _step(cast, agreement, S.CLOSED).state == S.CLOSED


@pytest.mark.parametrize(("state", "reason"), [(S.CLOSING, " "), ("ended", "Hết"), ("", "Hết")])
def test_a_known_state_and_a_reason_are_needed(cast, state, reason) -> None:
    with pytest.raises(InputError):
        change_agreement_state(make_agreement(cast), by=cast.ha, state=state, reason=reason, once=uuid4())
    assert Agreement.objects.get().state == S.IN_FORCE


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_nobody_else_changes_it(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        change_agreement_state(make_agreement(cast), by=getattr(cast, who), state=S.CLOSING, reason="x", once=uuid4())
    assert Agreement.objects.get().state == S.IN_FORCE
