"""The terms are locked: in the application, in the database, and for everybody to check."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from tests.cast import Cast
from tests.web.pilots.staging import END, START, at, choices, make_draft, make_locked

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.choose_places import choose_places
from donghanh.web.pilots.actions.lock_pilot import lock_pilot
from donghanh.web.pilots.models import Outcome, Pilot, PilotPlace
from donghanh.web.pilots.terms import holds

pytestmark = pytest.mark.django_db


def test_locked_before_the_start_it_holds(cast: Cast) -> None:
    pilot = make_locked(cast)
    assert (pilot.state, pilot.is_late, len(pilot.seal)) == (Pilot.State.LOCKED, False, 64)
    assert holds(pilot)


@pytest.mark.parametrize("day", [START, date(2026, 3, 1), END])
def test_on_the_day_of_the_start_or_later_it_is_marked_late(cast: Cast, day: date) -> None:
    assert make_locked(cast, on=day).is_late


def test_once_the_pilot_is_over_it_is_refused(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="đã kết thúc"):
        lock_pilot(make_draft(cast), by=cast.ha, at=at(date(2026, 5, 1)), once=uuid4())


def test_what_is_lacking_is_named(cast: Cast) -> None:
    pilot = make_draft(cast, outcomes=[])
    choose_places(pilot, by=cast.ha, places=choices((), ("LG005",)), once=uuid4())
    with pytest.raises(InputError) as caught:
        lock_pilot(pilot, by=cast.ha, at=at(date(2025, 12, 1)), once=uuid4())
    assert "chưa có chỉ tiêu kết quả" in caught.value.vi
    assert "chưa chọn địa bàn thí điểm" in caught.value.vi and "có 1 địa bàn đối chứng" in caught.value.vi


def test_only_the_office_and_only_once(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        lock_pilot(make_draft(cast), by=cast.minh, once=uuid4())
    with pytest.raises(RefusedError):
        lock_pilot(make_locked(cast), by=cast.ha, once=uuid4())


@pytest.mark.parametrize(
    "change",
    [
        lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(question="Câu hỏi dễ hơn"),
        lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(starts_on=date(2026, 2, 1)),
        lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(locked_at=None, seal=""),
        lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(seal="0" * 64),
        lambda pilot: Outcome.objects.filter(pilot=pilot).update(smallest=0),
        lambda pilot: Outcome.objects.filter(pilot=pilot).delete(),
        lambda pilot: PilotPlace.objects.filter(pilot=pilot, place_code="LG005").update(group="treated"),
        lambda pilot: PilotPlace.objects.create(pilot=pilot, place_code="LG050", name="x", group="treated", why="x"),
        lambda pilot: PilotPlace.objects.filter(pilot=pilot).first().delete(),
    ],
)
def test_the_database_refuses_every_change_of_the_terms(cast: Cast, change) -> None:
    pilot = make_locked(cast)
    with pytest.raises(Error, match="do not change"), transaction.atomic():
        change(pilot)
    pilot.refresh_from_db()
    assert holds(pilot)


def test_whoever_gets_round_the_database_is_seen(cast: Cast) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("drops a trigger of SQLite")
    pilot = make_locked(cast)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER pilots_outcome_locked_update")
    Outcome.objects.filter(pilot=pilot).update(smallest=0)
    assert not holds(pilot)
