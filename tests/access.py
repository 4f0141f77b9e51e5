"""The permission table: who gets what at an address, by role, own or other organisation, and state of the subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from tests.cast import Cast

from donghanh.web.audit.models import Event

PEOPLE = ("ha", "minh", "huong", "tuan", "tam", "yen", "vinh")
"""Standing office; department (make it the subject's own); another department; partner of the agreement; partner of
another agreement; verifier; leader."""


@dataclass(frozen=True)
class Access:
    """One row: what each of :data:`PEOPLE` is answered (HTTP status) when the subject is in that state."""

    route: str
    """With its namespace: ``programme:task``."""
    state: str
    make: Callable[[Cast], Sequence[object]]
    """Brings the subject into the state; gives the arguments of the address."""
    answers: Sequence[int]
    method: str = "get"
    data: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.route} ({self.state})"


def cases(table: Sequence[Access]) -> list[tuple[Access, str, int]]:
    """For ``pytest.mark.parametrize``: each row for each person."""
    assert all(len(one.answers) == len(PEOPLE) for one in table)
    return [(one, person, answer) for one in table for person, answer in zip(PEOPLE, one.answers, strict=True)]


def check(access: Access, person: str, answer: int, cast: Cast, client: Client) -> None:
    """The person is answered so; whoever is refused has changed nothing."""
    address = reverse(access.route, args=access.make(cast))
    before = Event.objects.count()
    client.force_login(getattr(cast, person))
    sent = {"once": str(uuid4())} if access.method == "post" else {}
    given = getattr(client, access.method)(address, sent | dict(access.data))
    assert given.status_code == answer, f"{access} as {person}: {given.status_code}"
    if answer in (403, 404):
        assert Event.objects.count() == before
