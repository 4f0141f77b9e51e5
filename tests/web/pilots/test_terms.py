"""The terms and their seal."""

from __future__ import annotations

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, choices, facts, make_draft, make_locked

from donghanh.web.audit.models import Event
from donghanh.web.pilots.actions.choose_places import choose_places
from donghanh.web.pilots.actions.edit_pilot import edit_pilot
from donghanh.web.pilots.models import Outcome
from donghanh.web.pilots.terms import OutcomeFacts, check_facts, holds, lacking, redefined, seal_of, terms_of

pytestmark = pytest.mark.django_db


def test_the_same_terms_have_the_same_seal_in_whatever_order_they_were_typed(cast: Cast) -> None:
    pilot = make_draft(cast)
    before = seal_of(terms_of(pilot))
    choose_places(pilot, by=cast.ha, places=choices()[::-1], once=uuid4())
    again = edit_pilot(
        pilot, by=cast.ha, facts=facts(cast, outcomes=[OutcomeFacts(ON_TIME, "up", Decimal("5.00"))]), once=uuid4()
    )
    assert seal_of(terms_of(again)) == before


def test_every_term_counts_and_the_costs_do_not(cast: Cast) -> None:
    told = json.loads(terms_of(make_draft(cast)))
    assert set(told) == {
        "commitment", "question", "body", "baseline_from", "starts_on", "ends_on", "places", "outcomes"
    }  # fmt: skip
    assert told["outcomes"][0][:3] == [ON_TIME, "up", "5"]


def test_the_log_of_the_day_is_a_witness(cast: Cast) -> None:
    pilot = make_locked(cast)
    assert holds(pilot) and Event.objects.get(action="pilot.locked").data["seal"] == pilot.seal
    pilot.seal = "0" * 64
    assert not holds(pilot)


def test_a_draft_with_all_lacks_nothing_and_facts_hold(cast: Cast) -> None:
    pilot = make_draft(cast)
    assert lacking(pilot) == []
    check_facts(facts(cast), pilot.commitment)


def test_an_indicator_defined_otherwise_later_is_named(cast: Cast) -> None:
    pilot = make_draft(cast)
    assert redefined(pilot) == []
    Outcome.objects.filter(pilot=pilot).update(fingerprint="0" * 16)
    assert redefined(pilot) == [ON_TIME]


def test_a_draft_may_leave_the_baseline_open_but_is_not_locked_without_it(cast: Cast) -> None:
    pilot = make_draft(cast)
    pilot = edit_pilot(pilot, by=cast.ha, facts=facts(cast, baseline_from=None), once=uuid4())
    assert pilot.baseline_from is None
    assert [one["en"] for one in lacking(pilot)] == ["no day from which the baseline counts"]
