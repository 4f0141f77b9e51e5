from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.agreements.change_agreement_state import change_agreement_state
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db

CLOSED = Agreement.State.CLOSED


def test_the_change_is_logged_with_its_reason_and_both_states(cast) -> None:
    agreement = change_agreement_state(
        make_agreement(cast), by=cast.ha, state=CLOSED, reason="Hết giai đoạn", once=uuid4()
    )
    assert Agreement.objects.get().state == CLOSED
    event = events_about(agreement)[0]
    assert (event.reason, event.data) == ("Hết giai đoạn", {"from": "in_force", "to": "closed"})


@pytest.mark.parametrize(("state", "reason"), [(CLOSED, " "), ("ended", "Hết"), ("", "Hết")])
def test_a_known_state_and_a_reason_are_needed(cast, state, reason) -> None:
    with pytest.raises(InputError):
        change_agreement_state(make_agreement(cast), by=cast.ha, state=state, reason=reason, once=uuid4())
    assert Agreement.objects.get().state == Agreement.State.IN_FORCE


def test_the_state_it_has_is_no_change(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.same"):
        change_agreement_state(
            make_agreement(cast), by=cast.ha, state=Agreement.State.IN_FORCE, reason="x", once=uuid4()
        )


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_nobody_else_changes_it(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        change_agreement_state(make_agreement(cast), by=getattr(cast, who), state=CLOSED, reason="x", once=uuid4())
    assert Agreement.objects.get().state == Agreement.State.IN_FORCE
