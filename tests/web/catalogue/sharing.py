"""Requests and grants as tests need them: partners and offices ask for the dossiers, the standing office answers.

The dossiers' owner, the committee's office, has no officer in the cast unless a test gives it one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.cast import Cast

from donghanh.web.catalogue.actions.approve_access import approve_access
from donghanh.web.catalogue.actions.request_access import AccessFacts, request_access
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.querysets import dataset_of
from donghanh.web.organisations.models import Role, User

CODE = "services.dossiers"


def today() -> date:
    return timezone.localdate()


def asked(by: User, code: str = CODE, **changes: Any) -> Grant:
    """A request for a month from today."""
    given = {
        "purpose": "Đối soát hồ sơ trễ hạn",
        "starts_on": today(),
        "ends_on": today() + timedelta(days=30),
    }
    return request_access(dataset_of(code), AccessFacts(**given | changes), by=by, once=uuid4())


def granted(cast: Cast, by: User | None = None, **changes: Any) -> Grant:
    """The same, approved by the standing office."""
    return approve_access(asked(by or cast.tuan, **changes), by=cast.ha, reason="Đúng mục đích", once=uuid4())


def officer_of_owner(cast: Cast) -> User:
    """Somebody of the committee's office who answers for its datasets."""
    return User.objects.create(
        username="lan", full_name="Lê Thị Lan", organisation=cast.committee_office, role=Role.DEPARTMENT
    )
