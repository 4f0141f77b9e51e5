"""Editing the plan: a task, its dates, what it waits for, its milestones and money, the content of a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts
from donghanh.web.programme.forms.tasks import TaskForm, task_of_code
from donghanh.web.programme.models import Agreement, BudgetLine, Commitment, Task, YearContent
from donghanh.web.programme.querysets.agreements import possible_leads
from donghanh.web.ui.fields import DayField, lines

FACTS = tuple(TaskFacts.__dataclass_fields__)


class EditTaskForm(TaskForm):
    """The plan of a task; ``version`` is the one the form was opened with."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Required when a date changes; the history keeps it"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, task: Task, data: Any = None) -> None:
        now = {name: getattr(task, name) for name in FACTS if name not in ("co_organisations", "project")}
        now["co_organisations"] = list(task.co_organisations.all())
        now["project"] = task.project.code if task.project else ""
        super().__init__(task.commitment, data, initial=now | {"version": task.version})

    def facts(self) -> TaskFacts:
        """The plan as the action takes it."""
        return TaskFacts(**{name: self.cleaned_data[name] for name in FACTS})


class MoveForm(forms.Form):
    """New dates of a task, and whether what depends on it goes along."""

    starts_on = DayField(label=_("Starts on"), required=False)
    due_on = DayField(label=_("Due on"))
    reason = forms.CharField(label=_("Reason"), max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput)
    followers = forms.ChoiceField(
        label=_("Tasks that would begin too early"),
        choices=[("move", _("move them along")), ("leave", _("leave them as they are"))],
        required=False,
        widget=forms.RadioSelect,
    )


class DependencyForm(forms.Form):
    """What a task waits for."""

    before = forms.CharField(label=_("Waits for the task"), max_length=20, help_text=_("Its code, such as 3.2"))
    lag_days = forms.IntegerField(label=_("Days between"), required=False, min_value=0, max_value=3660, initial=0)

    def __init__(self, agreement: Agreement, data: Any = None) -> None:
        super().__init__(data)
        self.agreement = agreement

    def clean_before(self) -> Task | None:
        """The task of that code."""
        return task_of_code(self.agreement, self.cleaned_data["before"])

    def clean_lag_days(self) -> int:
        """Nothing typed: no days between."""
        return self.cleaned_data["lag_days"] or 0


class MilestoneForm(forms.Form):
    """A day on which something must be there."""

    title = forms.CharField(label=_("Milestone"), max_length=300)
    due_on = DayField(label=_("Due on"))


class BudgetForm(forms.Form):
    """Money of one year from one source, in whole đồng."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    source = forms.ChoiceField(label=_("Source of money"), choices=BudgetLine.Source.choices)
    planned = forms.CharField(label=_("Planned, đồng"), max_length=30)
    spent = forms.CharField(label=_("Spent, đồng"), max_length=30, required=False, help_text=_("Empty: not reported"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"year": timezone.localdate().year})

    def clean_planned(self) -> int | None:
        """Whole đồng, however the thousands are set apart."""
        return _dong(self.cleaned_data["planned"])

    def clean_spent(self) -> int | None:
        """Whole đồng, or None."""
        return _dong(self.cleaned_data["spent"])


class YearForm(forms.Form):
    """What one year holds for a commitment."""

    text = forms.CharField(label=_("Content of the year"), max_length=4000, widget=lines(4))
    target = forms.CharField(
        label=_("Target of the year"),
        max_length=300,
        required=False,
        help_text=_("In words with its figure, such as 30/60 communes"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, content: YearContent | None, data: Any = None) -> None:
        now = {"text": content.text, "target": content.target} if content else {}
        super().__init__(data, initial=now | {"version": content.version if content else 0})


class AssignForm(TaskForm):
    """One piece of work for many units; the lead keeps the whole together."""

    units = forms.ModelMultipleChoiceField(
        label=_("Units"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, commitment: Commitment, data: Any = None) -> None:
        super().__init__(commitment, data)
        for name in ("officer", "co_organisations", "project"):
            del self.fields[name]
        units = possible_leads(commitment.agreement).filter(
            kind__in=(Organisation.Kind.COMMUNE, Organisation.Kind.DEPARTMENT)
        )
        self.fields["units"].queryset = units.order_by("kind", "name")
        communes = units.filter(kind=Organisation.Kind.COMMUNE)
        self.initial["units"] = list(communes.values_list("pk", flat=True))

    def facts(self) -> TaskFacts:
        """The plan as the action takes it."""
        return TaskFacts(**{name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data})


class ChartFilter(forms.Form):
    """Which tasks a chart shows."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False, empty_value=None)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Organisation.objects.none(), required=False, to_field_name="code"
    )

    def __init__(self, data: Any, *, years: list[int], units: Any) -> None:
        super().__init__(data)
        self.fields["year"].choices = [("", _("all years")), *((year, str(year)) for year in years)]
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = _("all units")


def _dong(typed: str) -> int | None:
    digits = "".join(one for one in typed if one not in ".,  \u00a0đ")
    if not digits:
        return None
    if not digits.isdecimal():
        wrong = _("“%(value)s” is no amount; write whole đồng, such as 1.500.000.000.")
        raise forms.ValidationError(wrong, code="amount", params={"value": typed})
    return int(digits)
