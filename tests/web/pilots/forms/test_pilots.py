"""What is typed becomes what an action takes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, body_of, commitment_of, make_draft, make_locked

from donghanh.web.pilots.forms.pilots import CostsForm, DecisionForm, DongField, FactsForm, OutcomeRows, PlacesForm
from donghanh.web.pilots.terms import OutcomeFacts

pytestmark = pytest.mark.django_db


def _typed(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def test_facts_and_criteria(cast: Cast) -> None:
    commitment = commitment_of(cast)
    data = _typed(
        title="Trợ lý",
        question="Có tăng không?",
        lead=str(cast.home_affairs.pk),
        body=str(body_of(cast).pk),
        baseline_from="01/08/2025",
        starts_on="1/1/2026",
        ends_on="30/04/2026",
        **{"outcome-2-indicator_code": ON_TIME, "outcome-2-direction": "up", "outcome-2-smallest": "2,5"},
    )
    with translation.override("vi"):
        form, rows = FactsForm(commitment, data), OutcomeRows(data)
        assert form.is_valid() and rows.is_valid(), (form.errors, [one.errors for one in rows.rows])
        found = form.facts(rows.facts())
    assert found.starts_on == date(2026, 1, 1) and found.outcomes == [OutcomeFacts(ON_TIME, "up", Decimal("2.5"))]


def test_an_outcome_without_its_criterion_is_sent_back() -> None:
    rows = OutcomeRows(_typed(**{"outcome-0-indicator_code": ON_TIME, "outcome-0-direction": "up"}))
    assert not rows.is_valid() and "smallest" in rows.rows[0].errors


def test_an_edit_opens_with_what_stands_there(cast: Cast) -> None:
    pilot = make_draft(cast)
    with translation.override("vi"):
        assert 'value="5"' in str(OutcomeRows(pilot=pilot).rows[0]["smallest"])
    assert FactsForm(pilot.commitment, None, pilot)["version"].value() == pilot.version


def test_places_in_their_groups(cast: Cast) -> None:
    form = PlacesForm(
        make_draft(cast), _typed(**{"place-LG001-group": "treated", "place-LG001-why": "vì", "version": "2"})
    )
    assert form.is_valid() and [(one.place_code, one.group) for one in form.places()] == [("LG001", "treated")]
    silent = PlacesForm(make_draft(cast), _typed(**{"place-LG001-group": "treated", "version": "2"}))
    assert not silent.is_valid() and silent.rows["LG001"].errors


@pytest.mark.parametrize(
    ("typed", "amount"), [("1.500.000", 1_500_000), ("1500000", 1_500_000), ("1,500,000", 1_500_000)]
)
def test_money_with_or_without_separators(typed: str, amount: int) -> None:
    assert DongField().clean(typed) == amount


def test_costs(cast: Cast) -> None:
    pilot = make_locked(cast)
    data = _typed(**{"cost-0-name": "Phần mềm", "cost-0-planned": "1.000", "cost-0-place_code": "LG001"})
    form = CostsForm(pilot, data)
    assert form.is_valid() and [(one.name, one.planned, one.spent) for one in form.costs()] == [
        ("Phần mềm", 1000, None)
    ]
    assert not CostsForm(pilot, _typed(**{"cost-0-name": "Phần mềm"})).is_valid()


def test_a_decision_wants_its_reason(cast: Cast) -> None:
    form = DecisionForm(make_locked(cast), _typed(choice="scale"))
    assert not form.is_valid() and set(form.errors) == {"reason"}
