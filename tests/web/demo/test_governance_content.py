from __future__ import annotations

from donghanh.web.demo import content
from donghanh.web.demo.governance_content import governance


def test_bodies_members_and_requests_name_only_organisations_of_the_simulated_province() -> None:
    known = {one.code for one in content.organisations().simulated}
    entered = governance()
    for body in entered.bodies:
        assert {*body.departments, *(one.organisation for one in body.members if one.organisation)} <= known
    for ask in entered.requests:
        assert {ask.by, ask.to} - {""} <= known
        assert bool(ask.to) != bool(ask.outside)
    keys = {one.key for one in entered.bodies}
    assert set(entered.meetings.order) <= keys
    assert set(entered.meetings.titles) >= set(entered.meetings.order)
