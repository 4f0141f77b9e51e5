"""Pilots on others' pages."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils import timezone
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import STATES, commitment_of, commune_offices, make_assessed, make_draft

from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.pilots.panels import (
    agreement_pilots,
    commitment_pilots,
    duties,
    pilot_count,
    pilots_to_do,
    task_roll_out,
)
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def _request(user: object):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_agreement_and_commitment_list_theirs(cast: Cast) -> None:
    agreement = commitment_of(cast).agreement
    assert agreement_pilots(_request(cast.ha), agreement) is None
    assert commitment_pilots(_request(cast.ha), commitment_of(cast))[1]["may_draft"]
    assert commitment_pilots(_request(cast.minh), commitment_of(cast)) is None
    made = make_draft(cast)
    assert agreement_pilots(_request(cast.tuan), agreement)[1]["rows"] == [made]
    assert pilot_count(agreement) == 1


def test_the_task_of_a_roll_out_names_its_pilot(cast: Cast) -> None:
    plan = make_plan(cast)
    commune_offices(cast, ("LG022",))
    hand_out_wave(plan, by=cast.ha, wave=2, title="a", product="b", due_on=date(2027, 1, 1), once=uuid4())
    task = Task.objects.get()
    assert task_roll_out(_request(cast.tuan), task)[1]["place"].place_code == "LG022"
    assert task_roll_out(_request(cast.tam), task) is None


def test_each_role_is_told_what_is_theirs_to_do(cast: Cast) -> None:
    for state in STATES:
        STATES[state](cast)
    soon = timezone.localdate() + timedelta(days=10)
    make_draft(cast, starts_on=soon, ends_on=soon + timedelta(days=90))
    assert [len(pilots) for _title, pilots in duties(cast.ha)] == [1, 1, 1, 1, 1]
    assert [len(pilots) for _title, pilots in duties(cast.minh)] == [1, 1]
    assert [len(pilots) for _title, pilots in duties(cast.vinh)] == [1]
    assert duties(cast.huong) == duties(cast.tuan) == duties(cast.yen) == []


def test_the_first_page_is_silent_where_nothing_waits(cast: Cast) -> None:
    assert pilots_to_do(_request(cast.vinh), None) is None
    make_assessed(cast)
    assert pilots_to_do(_request(cast.vinh), None)[0] == "pilots/to_do.html"
