"""A locked pilot begins on its day."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import START, make_draft, make_locked

from donghanh.errors import RefusedError
from donghanh.web.pilots.actions.start_pilot import start_pilot
from donghanh.web.pilots.models import Pilot

pytestmark = pytest.mark.django_db


def test_the_lead_begins_it(cast: Cast) -> None:
    assert start_pilot(make_locked(cast), by=cast.minh, on=START, once=uuid4()).state == Pilot.State.RUNNING


def test_not_before_its_day_nor_unlocked(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="01/01/2026"):
        start_pilot(make_locked(cast), by=cast.ha, on=date(2025, 12, 31), once=uuid4())
    with pytest.raises(RefusedError, match="không bắt đầu được"):
        start_pilot(make_draft(cast), by=cast.ha, on=START, once=uuid4())
