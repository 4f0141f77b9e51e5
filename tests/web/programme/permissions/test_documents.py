"""Who takes documents in; drafts, confirmed ones and those set aside."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from tests.access import Access, cases, check
from tests.cast import Cast

from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.actions.agreements.set_aside_document import set_aside_document
from donghanh.web.programme.models import Document

ALL = (200,) * 7
OFFICE = (200, 403, 403, 403, 403, 403, 403)
OFFICE_DOES = (302, 403, 403, 403, 403, 403, 403)
OFFICE_TOO_LATE = (409, 403, 403, 403, 403, 403, 403)


def _document(state: str) -> Callable[[Cast], list[object]]:
    def make(cast: Cast) -> list[object]:
        document = receive_document("UBND tỉnh".encode(), by=cast.ha, file_name="a.txt", once=uuid4())
        if state == "set aside":
            set_aside_document(document, by=cast.ha, reason="trùng", once=uuid4())
        elif state == "confirmed":
            Document.objects.filter(pk=document.pk).update(state=Document.State.CONFIRMED)
        return [document.pk]

    return make


STATES = ("draft", "confirmed", "set aside")
TABLE = [
    Access("programme:home", "any", lambda cast: (), ALL),
    Access("programme:document-list", "any", lambda cast: (), OFFICE),
    Access("programme:receive", "any", lambda cast: (), OFFICE),
    Access("programme:receive", "nothing sent", lambda cast: (), OFFICE, "post"),
    *(Access("programme:document", state, _document(state), OFFICE) for state in STATES),
    *(Access("programme:document-file", state, _document(state), OFFICE) for state in STATES),
    Access("programme:set-aside", "draft", _document("draft"), OFFICE_DOES, "post", {"reason": "vì"}),
    *(
        Access("programme:set-aside", state, _document(state), OFFICE_TOO_LATE, "post", {"reason": "vì"})
        for state in STATES[1:]
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE), ids=str)
def test_who_takes_documents_in(access, person, answer, cast, client) -> None:
    check(access, person, answer, cast, client)
