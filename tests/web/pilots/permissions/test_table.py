"""Who gets what at every address of pilots, by role and state; a route that is missing here fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.core.files.base import ContentFile
from tests.access import Access, cases, check
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, STATES, make_decided

from donghanh.web.pilots.models import Decision, Replication, RollOut
from donghanh.web.pilots.urls import urlpatterns

pytestmark = pytest.mark.django_db

SIDES = (200, 200, 200, 200, 403, 200, 200)
"""Whoever sees the agreement: not the partner of another one."""
ALL = (200,) * 7
ONCE = "5b0c6f3e-0000-4000-8000-000000000000"
OFFICE = (200, 403, 403, 403, 403, 403, 403)
OFFICE_GOES_ON = (302, 403, 403, 403, 403, 403, 403)
OFFICE_TOO_LATE = (409, 403, 403, 403, 403, 403, 403)
OFFICE_WRONG = (400, 403, 403, 403, 403, 403, 403)
LEAD = (200, 200, 403, 403, 403, 403, 403)
"""The standing office, and minh, whose office leads the pilot."""
LEAD_GOES_ON = (302, 302, 403, 403, 403, 403, 403)
LEAD_TOO_LATE = (409, 409, 403, 403, 403, 403, 403)
LEAD_WRONG = (400, 400, 403, 403, 403, 403, 403)


def _in(state: str, *more: object) -> Callable[[Cast], Sequence[object]]:
    return lambda cast: (STATES[state](cast).pk, *more)


def _with_file(cast: Cast) -> Sequence[object]:
    pilot = make_decided(cast)
    decision = Decision.objects.get(pilot=pilot)
    decision.file_name = "quyet-dinh.pdf"
    decision.file.save("quyet-dinh.pdf", ContentFile(b"%PDF-1.4"))
    return (pilot.pk,)


def _planned(cast: Cast) -> tuple[Replication, RollOut]:
    pilot = make_decided(cast)
    items = [{"indicator": ON_TIME, "better": "low", "weight": 1, "snapshot": 1}]
    plan = Replication.objects.create(
        pilot=pilot, items=items, waves=[1], made_by=cast.ha, made_at=pilot.decision.entered_at
    )
    parts = [{"indicator": ON_TIME, "value": None, "adds": 0.0, "lacks": 100.0, "figure": None}]
    place = RollOut.objects.create(
        replication=plan, place_code="LG020", name="xã Phú Cọ Già", rank=1, score=0, parts=parts, wave=1
    )
    return plan, place


def _plan(cast: Cast) -> Sequence[object]:
    return (_planned(cast)[0].pilot_id,)


def _place(cast: Cast) -> Sequence[object]:
    return (_planned(cast)[1].pk,)


def _reason(**more: object) -> dict[str, object]:
    return {"reason": "Theo kết luận họp", "once": ONCE, **more}


TABLE = [
    Access("pilots:pilot-list", "any", lambda cast: (), ALL),
    Access("pilots:pilot-draft", "any", lambda cast: (), OFFICE),
    *(Access("pilots:pilot", state, _in(state), SIDES) for state in STATES),
    *(Access("pilots:pilot-values", state, _in(state), SIDES) for state in ("draft", "assessed")),
    *(Access("pilots:pilot-effect", state, _in(state), SIDES) for state in STATES),
    Access("pilots:pilot-xlsx", "assessed", _in("assessed"), SIDES),
    Access("pilots:pilot-recompute", "assessed", _in("assessed", 1), SIDES, "post"),
    Access("pilots:pilot-edit", "draft", _in("draft"), LEAD),
    Access("pilots:pilot-edit", "nothing typed", _in("draft"), LEAD_WRONG, "post"),
    Access("pilots:pilot-places", "draft", _in("draft"), LEAD),
    Access("pilots:pilot-places", "locked", _in("locked"), LEAD_TOO_LATE, "post", {"version": "1"}),
    Access("pilots:pilot-costs", "running", _in("running"), LEAD),
    Access("pilots:pilot-costs", "closed", _in("closed"), LEAD_TOO_LATE, "post", {"version": "1"}),
    Access("pilots:pilot-lock", "draft", _in("draft"), OFFICE),
    Access("pilots:pilot-lock", "over", _in("draft"), OFFICE_TOO_LATE, "post"),
    Access("pilots:pilot-lock", "locked", _in("locked"), OFFICE_TOO_LATE),
    Access("pilots:pilot-start", "locked", _in("locked"), LEAD_GOES_ON, "post", {"once": ONCE}),
    Access("pilots:pilot-start", "draft", _in("draft"), LEAD_TOO_LATE, "post"),
    Access("pilots:pilot-assess", "no data", _in("running"), LEAD_WRONG, "post"),
    Access("pilots:pilot-assess", "decided", _in("decided"), LEAD_TOO_LATE, "post"),
    Access("pilots:pilot-decide", "assessed", _in("assessed"), OFFICE),
    Access("pilots:pilot-decide", "running", _in("running"), OFFICE_TOO_LATE),
    Access("pilots:pilot-decide", "nothing typed", _in("assessed"), OFFICE_WRONG, "post"),
    Access("pilots:pilot-decision-file", "with a file", _with_file, SIDES),
    Access("pilots:pilot-decision-file", "without", _in("decided"), (404, 404, 404, 404, 403, 404, 404)),
    Access("pilots:pilot-end", "decided", _in("decided"), OFFICE_GOES_ON, "post", _reason()),
    Access("pilots:pilot-end", "no reason", _in("draft"), OFFICE_WRONG, "post"),
    Access("pilots:pilot-end", "closed", _in("closed"), OFFICE_TOO_LATE, "post", _reason()),
    Access("pilots:pilot-replicate", "decided", _in("decided"), SIDES),
    Access("pilots:pilot-replicate", "planned", _plan, SIDES),
    Access("pilots:pilot-rank", "decided", _in("decided"), OFFICE),
    Access("pilots:pilot-rank", "nothing typed", _in("decided"), OFFICE_WRONG, "post"),
    Access("pilots:roll-out-move", "planned", _place, OFFICE_GOES_ON, "post", _reason(wave="2")),
    Access("pilots:roll-out-move", "no reason", _place, OFFICE_WRONG, "post", {"wave": "2"}),
    Access("pilots:wave-hand-out", "nothing typed", _plan, OFFICE_WRONG, "post", {"wave": "1"}),
    Access("pilots:wave-take-back", "not handed out", _plan, OFFICE_TOO_LATE, "post", _reason(wave="1")),
]


@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE), ids=str)
def test_who_gets_what(access: Access, person: str, answer: int, cast: Cast, client) -> None:
    check(access, person, answer, cast, client)


def test_every_route_is_in_the_table() -> None:
    assert {f"pilots:{one.name}" for one in urlpatterns} == {one.route for one in TABLE}


def test_the_lead_of_the_table_is_minhs_office(cast: Cast) -> None:
    assert STATES["draft"](cast).lead == cast.minh.organisation
