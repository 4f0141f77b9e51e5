from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cast import Cast, make_agreement
from tests.web.scoreboard.planning import LIMITS, with_tasks

from donghanh.web.scoreboard.plans.forms import (
    AdoptForm,
    AmountField,
    CandidateForm,
    LimitsForm,
    OpenForm,
    change_rows,
    due_day,
)
from donghanh.web.scoreboard.plans.limits import read_limits
from donghanh.web.scoreboard.plans.querysets import driven_inputs, open_commitments

LIMIT_FIELDS = {"first_year": "2027", "years": "last", "budget_1": "100", "budget_2": "1.234,5"}


def limits(**given: str) -> LimitsForm:
    return LimitsForm(LIMIT_FIELDS | given)


def test_years_up_to_the_last_budget_are_those_of_the_plan() -> None:
    form = limits(effort_1="5", effort_2="6,5", total="150")
    assert form.is_valid()
    assert form.cleaned_data["limits"] == {
        "first_year": 2027,
        "budgets": [100.0, 1234.5],
        "total_budget": 150.0,
        "efforts": [5.0, 6.5],
        "starts": None,
        "years": "last",
    }


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"budget_1": ""}, "budget_1"),
        ({"budget_1": "-5"}, "budget_1"),
        ({"budget_2": "1.200"}, "budget_2"),
        ({"budget_4": "7"}, "budget_3"),
        ({"effort_1": "5"}, "effort_2"),
        ({"starts_1": "1", "starts_2": "2", "starts_3": "3"}, "starts_3"),
        ({"starts_1": "1,5"}, "starts_1"),
        ({"first_year": ""}, "first_year"),
        ({"years": "first"}, "years"),
    ],
)
def test_a_wrong_limit_is_marked_at_its_field(given: dict[str, str], field: str) -> None:
    assert field in limits(**given).errors


def test_kept_limits_fill_the_form_so_that_it_can_be_sent_again() -> None:
    kept = read_limits(LIMITS | {"total_budget": 1.125, "years": "sum"})
    first = LimitsForm(initial=LimitsForm.first_values(kept))
    sent = {name: first[name].value() for name in first.fields if first[name].value() is not None}
    assert sent["total"] == "1,1250"
    again = LimitsForm(sent)
    assert again.is_valid(), again.errors
    assert read_limits(again.cleaned_data["limits"]) == kept
    assert [row["number"] for row in first.rows] == [1, 2, 3, 4, 5]


def test_a_place_is_one_of_those_offered() -> None:
    form = OpenForm(LIMIT_FIELDS | {"name": "Kế hoạch", "place": "LG"}, places=[("LG001", "An Khê Vang")])
    assert set(form.errors) == {"place"}


def _task(**given: str) -> dict[str, str]:
    return {"code": "NV1", "name": "Họp", "cost": "20"} | given


def test_a_task_as_typed(cast: Cast) -> None:
    form = CandidateForm(_task(cost="1.234,5", needs="NV2, NV3;NV4", lead_months="6", deadline="2028"))
    assert form.is_valid(), form.errors
    found = form.facts([])
    assert (found["cost"], found["effort"], found["lead_months"], found["earliest"]) == (1234.5, 0, 6, None)
    assert (found["needs"], found["excludes"], found["changes"]) == (["NV2", "NV3", "NV4"], [], [])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"code": "Đ 1"}, "code"),
        ({"name": ""}, "name"),
        ({"cost": ""}, "cost"),
        ({"effort": "-1"}, "effort"),
        ({"earliest": "2029", "deadline": "2028"}, "deadline"),
        ({"lead": "999"}, "lead"),
    ],
)
def test_a_wrong_field_of_a_task_is_marked(cast: Cast, given: dict[str, str], field: str) -> None:
    assert set(CandidateForm(_task(**given)).errors) == {field}


def _rows(cast: Cast, **given: Any) -> Any:
    question = with_tasks(cast)
    data = {"doi-TOTAL_FORMS": "1", "doi-INITIAL_FORMS": "0"} | {f"doi-0-{key}": one for key, one in given.items()}
    return change_rows(data, driven_inputs(question.run, question.place).values())


def test_changes_as_typed_and_empty_rows_left_aside(cast: Cast) -> None:
    rows = _rows(cast, input="security_dossiers:numerator", low="1", likely="2", high="3,5")
    assert rows.is_valid()
    told = {"item": "security_dossiers", "role": "numerator", "low": 1, "likely": 2, "high": 3.5}
    assert [row.change for row in rows.forms] == [told]
    empty = _rows(cast)
    assert empty.is_valid() and [row.change for row in empty.forms] == [None]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"low": "1"}, "input"),
        ({"input": "no:such", "low": "1", "likely": "1", "high": "1"}, "input"),
        ({"input": "incident_plan:value", "low": "1", "likely": "1"}, "high"),
        ({"input": "incident_plan:value", "low": "0", "likely": "2", "high": "1"}, "likely"),
        ({"input": "incident_plan:value", "low": "x", "likely": "1", "high": "1"}, "low"),
    ],
)
def test_a_wrong_change_is_marked(cast: Cast, given: dict[str, str], field: str) -> None:
    rows = _rows(cast, **given)
    assert not rows.is_valid() and field in rows.forms[0].errors


def test_a_task_fills_its_form(cast: Cast) -> None:
    question = with_tasks(cast)
    task = question.candidates.get(code="NV3")
    form = CandidateForm(task=task)
    assert (form["cost"].value(), form["needs"].value(), form.fields["code"].disabled) == ("90", "NV1", True)
    rows = change_rows(None, driven_inputs(question.run, question.place).values(), task)
    assert [row["input"].value() for row in rows.forms] == ["results_digitised:value", None, None]


def test_commitments_stand_under_their_agreement(cast: Cast) -> None:
    agreement = make_agreement(cast)
    groups = AdoptForm(commitments=open_commitments()).fields["commitment"].choices
    assert [label for label, _ in groups][1:] == [agreement.title]
    assert AdoptForm({"commitment": "0"}, commitments=open_commitments()).errors


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (0, date(2027, 12, 31)),
        (6, date(2027, 6, 30)),
        (12, date(2027, 12, 31)),
        (14, date(2028, 2, 29)),
        (0.5, date(2027, 1, 31)),
        (18.2, date(2028, 7, 31)),
    ],
)
def test_a_task_is_due_when_its_time_is_over(months: float, day: date) -> None:
    assert due_day(2027, months) == day


def test_an_amount_shows_as_it_is_typed() -> None:
    field = AmountField()
    assert [field.prepare_value(one) for one in (1.5, 20.0, "1.200")] == ["1,5", "20", "1.200"]
