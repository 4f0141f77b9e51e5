from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from tests.access import Access, cases, check
from tests.cast import Cast, make_task
from tests.web.programme.meetings import DECISION, make_body, make_meeting

from donghanh.web.programme.actions.governance.lay_paper import lay_paper
from donghanh.web.programme.models import Body

pytestmark = pytest.mark.django_db

# ha, minh (secretary of the body, not of the meeting), huong, tuan (a partner and member), tam (not), yen, vinh
ALL = (200, 200, 200, 200, 200, 200, 200)
OFFICE = (200, 403, 403, 403, 403, 403, 403)
SIDES = (200, 200, 200, 200, 403, 200, 200)
PROVINCE = (200, 200, 200, 403, 403, 200, 200)
OFFICE_WRONG = (400, 403, 403, 403, 403, 403, 403)
OFFICE_DOES = (302, 403, 403, 403, 403, 403, 403)
OFFICE_LATE = (409, 403, 403, 403, 403, 403, 403)
PLANNERS = (200, 200, 403, 403, 403, 403, 403)
ONCE = {"once": "2f6d5f6e-0000-4000-8000-000000000001"}


def _body(cast: Cast) -> list[object]:
    return [make_body(cast).pk]


def _wide_body(cast: Cast) -> list[object]:
    return [make_body(cast, agreement=None, province=cast.province, members=False).pk]


def _decision(cast: Cast) -> list[object]:
    decision = make_body(cast).decisions.get()
    decision.file.save("a.pdf", ContentFile(b"%PDF-1.4"))
    return [decision.pk]


def _seat(cast: Cast) -> list[object]:
    return [make_body(cast).memberships.get(user=cast.huong).pk]


def _meeting(state: str, cast: Cast) -> list[object]:
    return [make_meeting(cast, state).pk]


def _invited(who: str, cast: Cast) -> list[object]:
    return [make_meeting(cast, "called").attendances.get(user=getattr(cast, who)).pk]


def _paper(cast: Cast) -> list[object]:
    paper = lay_paper(make_meeting(cast, "called"), DECISION, by=cast.ha, once=uuid4())
    paper.file.save("a.pdf", ContentFile(b"%PDF-1.4"))
    return [paper.pk]


def _conclusion(state: str, cast: Cast) -> list[object]:
    return [make_meeting(cast, state).conclusions.get().pk]


def _linkable(cast: Cast) -> list[object]:
    make_task(cast)
    return _conclusion("held", cast)


def _row(route: str, make: Callable[[Cast], Sequence[object]], answers: Sequence[int], state: str = "") -> Access:
    return Access(f"programme:{route}", state or "any", make, answers)


def _post(route: str, make: Callable[[Cast], Sequence[object]], answers: Sequence[int], state: str = "") -> Access:
    return Access(f"programme:{route}", state or "any", make, answers, "post", ONCE | {"reason": "vì"})


def _nothing(cast: Cast) -> list[object]:
    return []


STATES = ("planned", "called", "held", "concluded", "cancelled")
TABLE: list[Access] = [
    _row("body-list", _nothing, ALL),
    _row("body-export", _nothing, ALL),
    _row("body-picture", _nothing, ALL),
    _row("body-new", _nothing, OFFICE),
    _post("body-new", _nothing, OFFICE_WRONG),
    _row("body", _body, SIDES, "of an agreement"),
    _row("body", _wide_body, PROVINCE, "of the province"),
    _row("body-edit", _body, OFFICE),
    _post("body-edit", _body, OFFICE_WRONG),
    _post("body-decide", _body, OFFICE_WRONG),
    _post("body-dissolve", _body, OFFICE_WRONG),
    _row("decision-file", _decision, SIDES),
    _post("member-join", _body, OFFICE_WRONG),
    _post("member-leave", _seat, OFFICE_WRONG),
    _post("member-role", _seat, OFFICE_WRONG),
    _row("meeting-plan", _body, PLANNERS),
    _post("meeting-plan", _body, (400, 400, 403, 403, 403, 403, 403)),
    _row("meeting-list", _nothing, ALL),
    _row("meeting-export", _nothing, ALL),
    _row("meeting", partial(_meeting, "planned"), PROVINCE, "planned"),
    *(_row("meeting", partial(_meeting, state), SIDES, state) for state in STATES[1:]),
    _row("meeting-calendar", partial(_meeting, "called"), SIDES, "called"),
    _row("meeting-calendar", partial(_meeting, "cancelled"), SIDES, "cancelled"),
    _row("meeting-edit", partial(_meeting, "planned"), OFFICE),
    _post("meeting-edit", partial(_meeting, "planned"), OFFICE_WRONG),
    _post("meeting-call", partial(_meeting, "planned"), OFFICE_DOES, "planned"),
    _post("meeting-call", partial(_meeting, "called"), OFFICE_LATE, "called"),
    _post("meeting-cancel", partial(_meeting, "called"), OFFICE_DOES, "called"),
    _post("meeting-cancel", partial(_meeting, "held"), OFFICE_LATE, "held"),
    _row("meeting-agenda", partial(_meeting, "planned"), OFFICE),
    _post("meeting-propose", partial(_meeting, "called"), OFFICE_DOES, "called"),
    _post("meeting-propose", partial(_meeting, "concluded"), OFFICE_LATE, "concluded"),
    _post("meeting-invite", partial(_meeting, "called"), OFFICE_WRONG),
    _post("meeting-paper", partial(_meeting, "called"), OFFICE_WRONG),
    _row("meeting-paper-file", _paper, SIDES),
    _post("meeting-strike", partial(_invited, "huong"), OFFICE_DOES),
    _post("meeting-answer", partial(_invited, "huong"), (400, 403, 400, 403, 403, 403, 403), "huong invited"),
    _post("meeting-answer", partial(_invited, "tuan"), (400, 403, 403, 400, 403, 403, 403), "tuan invited"),
    _row("meeting-minutes", partial(_meeting, "held"), OFFICE),
    _post("meeting-minutes", partial(_meeting, "held"), OFFICE_WRONG),
    _row("meeting-minutes-file", partial(_meeting, "held"), SIDES, "held"),
    _row("meeting-minutes-file", partial(_meeting, "called"), (409, 409, 409, 409, 403, 409, 409), "called"),
    _post("meeting-conclude", partial(_meeting, "held"), OFFICE_WRONG),
    _post("meeting-notice", partial(_meeting, "held"), OFFICE_WRONG),
    _row("meeting-notice-file", partial(_meeting, "concluded"), SIDES, "concluded"),
    _row("conclusion-edit", partial(_conclusion, "held"), OFFICE),
    _post("conclusion-strike", partial(_conclusion, "held"), OFFICE_DOES, "held"),
    _post("conclusion-strike", partial(_conclusion, "concluded"), OFFICE_LATE, "concluded"),
    _row("conclusion-follow", partial(_conclusion, "concluded"), OFFICE),
    _post("conclusion-follow", partial(_conclusion, "concluded"), OFFICE_WRONG),
    _post("conclusion-link", _linkable, (404, 403, 403, 403, 403, 403, 403)),
    _post("conclusion-settle", partial(_conclusion, "concluded"), OFFICE_DOES),
]


@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE), ids=str)
def test_who_may(access: Access, person: str, answer: int, cast: Cast, client) -> None:
    check(access, person, answer, cast, client)


def test_the_secretary_of_a_meeting_runs_it_though_not_of_the_standing_office(cast, client) -> None:
    meeting = make_meeting(cast, "planned", secretary=cast.minh)
    client.force_login(cast.minh)
    assert client.post(f"{meeting.get_absolute_url()}giay-moi/", ONCE).status_code == 302


def test_a_secretary_who_left_the_body_plans_no_more_meetings(cast, client) -> None:
    body = make_body(cast)
    body.memberships.filter(user=cast.minh).update(until="2026-01-01")
    client.force_login(cast.minh)
    assert client.get(f"{Body.objects.get().get_absolute_url()}hop/").status_code == 403
