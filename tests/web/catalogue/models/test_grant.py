from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.cast import Cast
from tests.web.catalogue.sharing import asked, granted, today

from donghanh.web.catalogue.models import Grant


@pytest.mark.parametrize(
    ("begins", "ends", "in_force", "expired"),
    [(0, 0, True, False), (-5, -1, False, True), (1, 5, False, False), (-5, 0, True, False)],
)
def test_a_grant_holds_from_its_first_to_its_last_day(cast: Cast, begins, ends, in_force, expired) -> None:
    grant = granted(cast)
    grant.starts_on, grant.ends_on = today() + timedelta(days=begins), today() + timedelta(days=ends)
    assert (grant.is_in_force, grant.has_expired, grant.days_left) == (in_force, expired, ends)


def test_a_request_is_neither_in_force_nor_expired(cast: Cast) -> None:
    grant = asked(cast.tuan)
    assert grant.is_waiting and not grant.is_in_force and not grant.has_expired


def test_days_overlap_when_they_share_one(cast: Cast) -> None:
    grant = asked(cast.tuan)
    assert grant.overlaps(grant.ends_on, grant.ends_on + timedelta(days=9))
    assert not grant.overlaps(grant.ends_on + timedelta(days=1), grant.ends_on + timedelta(days=9))


def test_the_database_refuses_a_grant_that_ends_before_it_begins(cast: Cast) -> None:
    grant = asked(cast.tuan)
    with pytest.raises(IntegrityError):
        Grant.objects.filter(pk=grant.pk).update(ends_on=grant.starts_on - timedelta(days=1))
