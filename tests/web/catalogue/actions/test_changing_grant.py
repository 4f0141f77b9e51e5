from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.web.catalogue.sharing import asked

from donghanh.errors import RefusedError
from donghanh.web.catalogue.actions.approve_access import approve_access
from donghanh.web.catalogue.actions.changing_grant import required_reason
from donghanh.web.catalogue.actions.decline_access import decline_access
from donghanh.web.catalogue.actions.revoke_access import revoke_access
from donghanh.web.catalogue.actions.withdraw_access import withdraw_access
from donghanh.web.catalogue.models import Grant

STATES = Grant.State
MOVES = {
    approve_access: (STATES.REQUESTED, STATES.APPROVED, "ha"),
    decline_access: (STATES.REQUESTED, STATES.DECLINED, "ha"),
    withdraw_access: (STATES.REQUESTED, STATES.WITHDRAWN, "tuan"),
    revoke_access: (STATES.APPROVED, STATES.REVOKED, "ha"),
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(sorted(MOVES, key=lambda one: one.__name__)), max_size=4))
def test_whatever_is_tried_a_grant_moves_only_along_its_states(cast: Cast, moves) -> None:
    grant = asked(cast.tuan)
    expected = STATES.REQUESTED
    for move in moves:
        needed, becomes, who = MOVES[move]
        if expected == needed:
            move(grant, by=getattr(cast, who), reason="thử trạng thái", once=uuid4())
            expected = becomes
        else:
            with pytest.raises(RefusedError, match="state"):
                move(grant, by=getattr(cast, who), reason="thử trạng thái", once=uuid4())
        assert Grant.objects.get(pk=grant.pk).state == expected
    Grant.objects.filter(pk=grant.pk).update(state=STATES.DECLINED)  # the next example begins without a grant in force


def test_a_reason_is_kept_without_blanks_around_it() -> None:
    assert required_reason("  vì  ") == "vì"
