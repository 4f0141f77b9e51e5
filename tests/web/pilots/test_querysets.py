"""Named questions about pilots."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import AFTER, STATES, body_of, commitment_of, make_draft

from donghanh.web.pilots.models import Pilot
from donghanh.web.pilots.querysets import (
    deciding_bodies,
    listed,
    open_commitments,
    to_assess,
    to_decide,
    to_lock,
    to_roll_out,
    to_start,
    visible_pilots,
)
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db
EVERY = Pilot.objects.all()


def test_who_sees_which(cast: Cast) -> None:
    make_draft(cast)
    assert [visible_pilots(getattr(cast, name)).count() for name in ("ha", "tuan", "tam", "vinh")] == [1, 1, 0, 1]


def test_a_row_tells_its_places_whatever_their_number(cast: Cast, django_assert_num_queries) -> None:
    for state in STATES:
        STATES[state](cast)
    with django_assert_num_queries(1):
        rows = list(listed(EVERY))
        assert {(one.treated_count, one.comparison_count) for one in rows} == {(4, 10)}
        assert {str(one.lead) + one.agreement.title for one in rows}


def test_what_is_due(cast: Cast) -> None:
    made = {state: STATES[state](cast) for state in STATES}
    assert list(to_lock(EVERY, on=date(2025, 12, 15))) == [made["draft"]]
    assert not to_lock(EVERY, on=date(2025, 11, 15)).exists() and not to_lock(EVERY, on=AFTER).exists()
    assert list(to_start(EVERY, on=date(2026, 1, 1))) == [made["locked"]]
    assert list(to_assess(EVERY, on=AFTER)) == [made["running"]]
    assert list(to_decide(EVERY)) == [made["assessed"]]
    assert list(to_roll_out(EVERY)) == [made["decided"]]


def test_a_roll_out_is_due_until_every_place_of_a_wave_has_its_task(cast: Cast) -> None:
    plan = make_plan(cast)
    assert to_roll_out(EVERY).exists()
    plan.places.update(wave=None)
    assert not to_roll_out(EVERY).exists()


def test_a_closed_agreement_takes_no_pilot_and_a_dissolved_body_decides_none(cast: Cast) -> None:
    commitment, body = commitment_of(cast), body_of(cast)
    assert commitment in open_commitments(cast.ha) and body in deciding_bodies(commitment.agreement)
    body.dissolved_on = date(2026, 1, 1)
    body.save()
    Agreement.objects.update(state=Agreement.State.CLOSED)
    assert not open_commitments(cast.ha).exists() and body not in deciding_bodies(commitment.agreement)
