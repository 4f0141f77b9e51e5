"""Every address of the programme, and what each role gets there. A new address must be added to the table."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.cast import make_claim, make_task
from tests.web.programme import permissions as here

from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.urls import urlpatterns

pytestmark = pytest.mark.django_db

ROLES = ("ha", "minh", "tuan", "tam", "yen", "vinh")
OFFICE = (200, 403, 403, 403, 403, 403)
ALL = (200, 200, 200, 200, 200, 200)
SIDES = (200, 200, 200, 403, 200, 200)  # not the partner of another agreement
SEEN = {
    "home": ALL,
    "document-list": OFFICE,
    "receive": OFFICE,
    "document": OFFICE,
    "document-file": OFFICE,
    "agreement-list": ALL,
    "agreement": SIDES,
    "commitment": SIDES,
    "task-list": ALL,
    "task": SIDES,
    "report": (403, 403, 200, 403, 403, 403),
    "evidence-file": SIDES,
}
DONE = {  # the wrong role gets 403 and changes nothing; the right one is led on, or reads what is missing
    "set-aside": (302, 403, 403, 403, 403, 403),
    "drop": (302, 403, 403, 403, 403, 403),
    "accept": (302, 403, 403, 403, 302, 403),
    "return": (302, 403, 403, 403, 302, 403),
}


def _address(name: str, cast) -> str:
    if name in ("home", "document-list", "receive", "agreement-list", "task-list"):
        return reverse(f"programme:{name}")
    if name in ("document", "document-file", "set-aside"):
        document = receive_document(b"UBND t\xe1\xbb\x89nh", by=cast.ha, file_name="a.txt", once=uuid4())
        return reverse(f"programme:{name}", args=[document.pk])
    if name in ("report", "drop", "task"):
        return reverse(f"programme:{name}", args=[make_task(cast).pk])
    claim = make_claim(cast)
    claim.evidence.get().file.save("a.pdf", ContentFile(b"%PDF-1.4"))
    commitment = claim.task.commitment
    key = {
        "agreement": commitment.agreement.code,
        "commitment": commitment.pk,
        "evidence-file": claim.evidence.get().pk,
    }.get(name, claim.pk)
    return reverse(f"programme:{name}", args=[key])


def _rows_of_the_rooms() -> set[str]:
    """The routes of the other tables of this folder: every module that has a ``TABLE``."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(here.__path__):
        table = getattr(import_module(f"{here.__name__}.{module.name}"), "TABLE", ())
        found |= {one.route.removeprefix("programme:") for one in table}
    return found


def test_the_tables_name_every_address() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(SEEN) | set(DONE) | _rows_of_the_rooms()


@pytest.mark.parametrize("name", SEEN)
def test_who_sees_what(client, cast, name) -> None:
    address = _address(name, cast)
    got = []
    for who in ROLES:
        client.force_login(getattr(cast, who))
        got.append(client.get(address).status_code)
    assert tuple(got) == SEEN[name]


@pytest.mark.parametrize(("name", "number"), [(name, number) for name in DONE for number in range(len(ROLES))])
def test_who_does_what(client, cast, name, number) -> None:
    address = _address(name, cast)
    client.force_login(getattr(cast, ROLES[number]))
    assert client.post(address, {"once": uuid4(), "reason": "vì", "state": "closed"}).status_code == DONE[name][number]


@pytest.mark.parametrize("name", [name for name in (*SEEN, *DONE) if name != "home"])
def test_the_public_is_asked_to_sign_in(client, cast, name) -> None:
    response = client.get(_address(name, cast))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_forms_of_the_office_sent_by_others_are_refused(client, cast, who) -> None:
    commitment = make_task(cast).commitment
    client.force_login(getattr(cast, who))
    for address in (commitment.get_absolute_url(), reverse("programme:receive"), _address("document", cast)):
        assert client.post(address, {"once": uuid4()}).status_code == 403
