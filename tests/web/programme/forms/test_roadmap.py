from __future__ import annotations

import pytest
from tests.cast import make_agreement, make_task

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.forms.roadmap import AssignForm, BudgetForm, ChartFilter, DependencyForm, EditTaskForm
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_the_edit_form_gives_back_the_plan_it_was_opened_with(cast) -> None:
    project = make_task(cast)
    task = make_task(cast, project=project, co_organisations=[cast.finance], recurrence="yearly", is_kept_up=True)
    opened = EditTaskForm(task)
    sent = {name: opened[name].value() for name in opened.fields}
    sent |= {
        "due_on": "30/06/2028",
        "co_organisations": [cast.finance.pk],
        "starts_on": "",
        "officer": "",
        "recurs_until": "",
    }
    form = EditTaskForm(task, {name: value for name, value in sent.items() if value is not None})
    assert form.is_valid(), form.errors
    facts = form.facts()
    assert (facts.project, facts.title, facts.recurrence, facts.is_kept_up) == (project, task.title, "yearly", True)
    assert facts.due_on == Task.objects.get(pk=task.pk).due_on


@pytest.mark.parametrize(
    ("typed", "meant"), [("1.500.000.000", 1_500_000_000), ("1 500 đ", 1500), ("7", 7), ("1,5 tỷ", None), ("-3", None)]
)
def test_money_is_whole_dong_however_the_thousands_are_set_apart(typed, meant) -> None:
    form = BudgetForm({"year": "2027", "source": "province", "planned": typed})
    assert form.is_valid() == (meant is not None)
    assert meant is None or form.cleaned_data["planned"] == meant


def test_a_wrong_code_names_the_nearest(cast) -> None:
    agreement = make_task(cast).commitment.agreement
    assert DependencyForm(agreement, {"before": "1.1"}).is_valid()
    form = DependencyForm(agreement, {"before": "1.11"})
    assert not form.is_valid() and "1.1”" in str(form.errors["before"][0])


def test_work_for_many_begins_with_all_communes_chosen(cast) -> None:
    form = AssignForm(make_agreement(cast).commitments.first())
    assert form.initial["units"] == []
    assert set(form.fields["units"].queryset) == {cast.home_affairs, cast.finance}
    assert not {"officer", "project", "co_organisations"} & set(form.fields)


def test_a_filter_that_nobody_offers_narrows_nothing(cast) -> None:

    form = ChartFilter({"year": "1999", "unit": "x"}, years=[2027], units=Organisation.objects.all())
    assert not form.is_valid()
    assert form.cleaned_data == {}
