from __future__ import annotations

from donghanh.web.demo.agreements import build_real_agreements
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Commitment, Task


def test_the_five_real_agreements_enter_with_their_source_and_no_task(office: User) -> None:
    build_real_agreements(by=office)
    agreements = Agreement.objects.filter(is_simulated=False)
    assert agreements.count() == 5
    assert all(one.source_title for one in agreements)
    assert not Task.objects.exists()


def test_what_a_source_does_not_say_stays_unknown(office: User) -> None:
    build_real_agreements(by=office)
    planned = Agreement.objects.get(code="quang-tri-fpt-2021")
    assert (planned.state, planned.signed_on, planned.start_year) == (Agreement.State.NEGOTIATING, None, None)
    assert Agreement.objects.get(code="quang-tri-vnpt-2015").signed_on is None


def test_building_again_adds_nothing(office: User) -> None:
    build_real_agreements(by=office)
    before = (Agreement.objects.count(), Commitment.objects.count())
    build_real_agreements(by=office)
    assert (Agreement.objects.count(), Commitment.objects.count()) == before
