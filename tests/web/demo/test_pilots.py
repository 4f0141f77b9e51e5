from __future__ import annotations

from datetime import date

import pytest

from donghanh.web.demo import content
from donghanh.web.demo.governance import set_up
from donghanh.web.demo.governance_content import governance
from donghanh.web.demo.intake import build_agreement
from donghanh.web.demo.measures import build_dossiers
from donghanh.web.demo.pilots import build_pilots, helped, pilots
from donghanh.web.demo.running import Cast
from donghanh.web.organisations.models import User
from donghanh.web.pilots.models import Pilot, RollOut
from donghanh.web.programme.models import Body


def test_the_file_names_places_once_and_the_helped_ones_are_the_first_pilots() -> None:
    for one in pilots().pilots:
        assert not set(one.treated) & set(one.compared)
        assert one.baseline_from < one.locked_on < one.starts_on < one.ends_on
    places, since = helped()
    assert (len(places), since) == (20, date(2026, 1, 1))


@pytest.mark.slow
def test_one_pilot_met_its_criterion_one_cannot_tell_and_one_still_runs(office: User, verifier: User) -> None:
    build_agreement(content.programme(), by=office)
    cast, bodies = Cast.assemble(office=office, verifier=verifier), dict[str, Body]()
    for entry in governance().bodies:
        bodies[entry.key] = set_up(entry, bodies, cast)
    build_dossiers(by=office)
    build_pilots(office=office)
    build_pilots(office=office)
    found = {one.title.split(" ")[0]: one for one in Pilot.objects.all()}
    assert {key: one.state for key, one in found.items()} == {"Nhắc": "decided", "Họp": "decided", "Phường": "running"}
    verdicts = {key: one.assessments.get().findings.get().verdict for key, one in found.items()}
    assert verdicts == {"Nhắc": "met", "Họp": "cannot_tell", "Phường": "cannot_tell"}
    assert found["Nhắc"].decision.choice == "scale"
    assert RollOut.objects.exclude(task=None).count() == 15
