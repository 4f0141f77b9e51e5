"""A pilot is put on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, commitment_of, facts

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.pilots.actions.draft_pilot import draft_pilot
from donghanh.web.pilots.models import Pilot
from donghanh.web.pilots.terms import OutcomeFacts
from donghanh.web.programme.models import Body

pytestmark = pytest.mark.django_db


def test_the_office_drafts_one_with_its_outcomes(cast: Cast) -> None:
    made = draft_pilot(commitment_of(cast), by=cast.ha, facts=facts(cast), once=uuid4())
    assert (made.state, made.version, made.agreement) == (Pilot.State.DRAFT, 1, commitment_of(cast).agreement)
    assert [str(one) for one in made.outcomes.all()] == [f"{ON_TIME} higher ≥ 5"]
    assert Event.objects.get(action="pilot.drafted").actor == "ha"


@pytest.mark.parametrize("person", ["minh", "tuan", "yen", "vinh"])
def test_nobody_else_does(cast: Cast, person: str) -> None:
    with pytest.raises(RefusedError):
        draft_pilot(commitment_of(cast), by=getattr(cast, person), facts=facts(cast), once=uuid4())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": " "}, "tên và câu hỏi"),
        ({"baseline_from": date(2026, 2, 1)}, "theo thứ tự"),
        ({"ends_on": date(2026, 1, 1)}, "theo thứ tự"),
        ({"outcomes": [OutcomeFacts("services.on_time", "up", Decimal(1))]}, "có phải là “services.on_time_share”"),
        ({"outcomes": [OutcomeFacts(ON_TIME, "up", Decimal(1))] * 2}, "hai lần"),
        ({"outcomes": [OutcomeFacts(ON_TIME, "up", Decimal(-1))]}, "từ 0 trở lên"),
        ({"outcomes": [OutcomeFacts(ON_TIME, "", Decimal(1))]}, "chiều"),
    ],
)
def test_facts_that_contradict_themselves_are_refused(cast: Cast, given: dict, said: str) -> None:
    with pytest.raises(InputError, match=said):
        draft_pilot(commitment_of(cast), by=cast.ha, facts=facts(cast, **given), once=uuid4())


def test_a_body_that_does_not_steer_the_agreement_cannot_decide(cast: Cast) -> None:
    strange = Body.objects.create(province=cast.ben_giang, kind=Body.Kind.WORKING_GROUP, name="Tổ khác")
    with pytest.raises(InputError, match="không phải tổ chức điều hành"):
        draft_pilot(commitment_of(cast), by=cast.ha, facts=facts(cast, body=strange), once=uuid4())
