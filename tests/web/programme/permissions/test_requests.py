"""Who may do what with requests, lists and kept filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from tests.access import Access, cases, check
from tests.cast import Cast, make_agreement
from tests.web.programme.asking import make_request

from donghanh.web.programme.actions.requests.withdraw_request import withdraw_request
from donghanh.web.programme.actions.views.save_view import save_view
from donghanh.web.programme.models import Agreement, RequestPaper

pytestmark = pytest.mark.django_db

ALL = (200,) * 7
SIDES = (200, 200, 200, 200, 403, 200, 200)
"""Whoever sees the agreement: not the partner of another one."""


def _nothing(cast: Cast) -> Sequence[object]:
    return []


def _asked(state: str = "open", *, of: str = "province", by: str = "tuan") -> Callable[[Cast], Sequence[object]]:
    """A request in that state, from whom, to whom."""

    def make(cast: Cast) -> Sequence[object]:
        first = "open" if state == "withdrawn" else state
        made = make_request(cast, by=getattr(cast, by), state=first, addressed_to=getattr(cast, of))
        if state == "withdrawn":
            withdraw_request(made, by=getattr(cast, by), reason="Thôi", once=uuid4())
        return [made.pk]

    return make


def _agreement(state: str) -> Callable[[Cast], Sequence[object]]:
    def make(cast: Cast) -> Sequence[object]:
        made = make_agreement(cast)
        Agreement.objects.filter(pk=made.pk).update(state=state)
        return [made.code]

    return make


def _paper(cast: Cast) -> Sequence[object]:
    asked = make_request(cast)
    paper = RequestPaper(request=asked, number="1", issued_on=asked.due_on, issuer="a", abstract="b", file_name="a.pdf")
    paper.file.save("a.pdf", ContentFile(b"%PDF-1.4"))
    return [paper.pk]


def _view(cast: Cast) -> Sequence[object]:
    kept = save_view(by=cast.minh, page="tasks", name="a", query="show=mine", is_shared=True, once=uuid4())
    return [kept.pk]


ONCE = "7f9c24e5-2f06-4a52-8a1b-1d1f2a7b9b01"
WORDS = {"once": ONCE, "outcome": "Xong", "reason": "Vì", "due_on": f"{date(2099, 1, 1):%d/%m/%Y}", "codes": ""}
ANSWER = {
    "once": ONCE,
    "verdict": "accepted",
    "text": "Đồng ý",
    "evidence-TOTAL_FORMS": "0",
    "evidence-INITIAL_FORMS": "0",
}
FILTER = {"once": ONCE, "page": "tasks", "name": "Việc trễ", "query": "show=overdue"}

TABLE = [
    Access("programme:task-list", "any", _nothing, ALL),
    Access("programme:task-export", "any", _nothing, ALL),
    Access("programme:request-list", "any", _nothing, ALL),
    Access("programme:request-export", "any", _nothing, ALL),
    *(Access("programme:request", one, _asked(one), SIDES) for one in ("open", "answered", "settled", "withdrawn")),
    Access("programme:request-file", "any", _paper, SIDES),
    *(
        Access("programme:request-new", one, _agreement(one), (200, 200, 200, 200, 403, 403, 403))
        for one in Agreement.State.values
    ),
    # Asked by Sao Lam of the People's Committee, for which the standing office speaks.
    Access("programme:request-answer", "open", _asked(), (200, 403, 403, 403, 403, 403, 403)),
    Access("programme:request-answer", "open", _asked(), (302, 403, 403, 403, 403, 403, 403), "post", ANSWER),
    # Asked by Sao Lam of one department; by another department of Sao Lam.
    Access(
        "programme:request-answer",
        "open, to a department",
        _asked(of="home_affairs"),
        (403, 302, 403, 403, 403, 403, 403),
        "post",
        ANSWER,
    ),
    Access(
        "programme:request-answer",
        "open, to the partner",
        _asked(of="sao_lam", by="huong"),
        (403, 403, 403, 302, 403, 403, 403),
        "post",
        ANSWER,
    ),
    *(
        Access("programme:request-answer", one, _asked(one), (409, 403, 403, 403, 403, 403, 403), "post", ANSWER)
        for one in ("answered", "settled", "withdrawn")
    ),
    *(
        Access(f"programme:request-{verb}", one, _asked(one), (done, 403, 403, done, 403, 403, 403), "post", WORDS)
        for verb, one, done in (
            ("repeat", "answered", 302),
            ("repeat", "open", 409),
            ("repeat", "settled", 409),
            ("tasks", "open", 302),
            ("tasks", "answered", 302),
            ("tasks", "settled", 302),
            ("tasks", "withdrawn", 409),
        )
    ),
    *(
        Access(f"programme:request-{verb}", one, _asked(one), (302, 403, 403, 302, 403, 403, 403), "post", WORDS)
        for verb, one in (("settle", "answered"), ("withdraw", "open"), ("withdraw", "answered"))
    ),
    *(
        Access(f"programme:request-{verb}", one, _asked(one), (409, 403, 403, 409, 403, 403, 403), "post", WORDS)
        for verb, one in (("settle", "open"), ("settle", "settled"), ("withdraw", "settled"))
    ),
    Access("programme:search", "any", _nothing, ALL),
    Access("programme:unit-list", "any", _nothing, ALL),
    Access("programme:unit", "a department", lambda cast: ["home-affairs"], ALL),
    Access("programme:unit", "a partner: its own page", lambda cast: ["sao-lam"], (302,) * 7),
    Access("programme:partner", "Sao Lam", lambda cast: ["sao-lam"], SIDES),
    Access("programme:partner", "a department", lambda cast: ["home-affairs"], (404,) * 7),
    Access("programme:view-save", "any", _nothing, (302,) * 7, "post", FILTER),
    Access("programme:view-delete", "minh's, shared", _view, (403, 302, 403, 403, 403, 403, 403), "post", WORDS),
]


@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE), ids=str)
def test_who_gets_what(access, person, answer, cast, client) -> None:
    check(access, person, answer, cast, client)
