"""The forms of planning: limits, a candidate task, a table of them, a draft."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError
from donghanh.indices.planning.table import read_amount, write_amount
from donghanh.indices.planning.tasks import YEARS_MOST, Candidate
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Commitment
from donghanh.web.scoreboard.models import CandidateTask
from donghanh.web.scoreboard.plans.querysets import Driven


class AmountField(forms.Field):
    """A number as people write it, with a decimal comma."""

    def __init__(self, *, least: float | None = 0, **options: Any) -> None:
        number = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 30})
        super().__init__(widget=number, **options)
        self.least = least

    def to_python(self, value: Any) -> float | None:
        """The number; None where the field is empty."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            number = read_amount(text)
        except InputError as error:
            raise forms.ValidationError(error.say(get_language() or "vi")) from error
        if self.least is not None and number < self.least:
            raise forms.ValidationError(_("Must not be less than %(least)s."), params={"least": f"{self.least:g}"})
        return number

    def prepare_value(self, value: Any) -> Any:
        """A stored number so that it is read back as the same."""
        return write_amount(float(value)) if isinstance(value, int | float) else value


class LimitsForm(forms.Form):
    """What each year of a plan can bear; years without a budget at the end are not part of it."""

    first_year = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100)
    total = AmountField(label=_("Budget of all years together (million đồng)"), required=False)
    years = forms.ChoiceField(
        label=_("What counts"),
        choices=[
            ("last", _("the score of the last year")),
            ("sum", _("the scores of all years, so that early gains count more")),
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, YEARS_MOST + 1):
            said = {"number": number}
            self.fields[f"budget_{number}"] = AmountField(
                label=gettext("Budget of year %(number)s") % said, required=number == 1
            )
            self.fields[f"effort_{number}"] = AmountField(
                label=gettext("People-months of year %(number)s") % said, required=False
            )
            self.fields[f"starts_{number}"] = forms.IntegerField(
                label=gettext("Tasks that may start in year %(number)s") % said, required=False, min_value=0
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each year."""
        numbers = range(1, YEARS_MOST + 1)
        return [
            {"number": one} | {key: self[f"{key}_{one}"] for key in ("budget", "effort", "starts")} for one in numbers
        ]

    def clean(self) -> dict[str, Any]:
        """Each limit is given for every year of the plan or for none."""
        cleaned = super().clean() or {}
        columns = {key: [cleaned.get(f"{key}_{one}") for one in range(1, YEARS_MOST + 1)] for key in _COLUMNS}
        given = [at for at, one in enumerate(columns["budget"]) if one is not None]
        years = max(given, default=0) + 1
        for key, values in columns.items():
            if key != "budget" and all(one is None for one in values):
                continue
            for at, one in enumerate(values):
                if f"{key}_{at + 1}" in self.errors:
                    continue
                if at < years and one is None:
                    self.add_error(f"{key}_{at + 1}", _("Write one for each year of the plan; 0 for none."))
                elif at >= years and one is not None:
                    self.add_error(f"{key}_{at + 1}", _("This year has no budget; write its budget, or empty this."))
        cleaned["limits"] = {
            "first_year": cleaned.get("first_year"),
            "budgets": columns["budget"][:years],
            "total_budget": cleaned.get("total"),
            "efforts": None if columns["effort"][0] is None else columns["effort"][:years],
            "starts": None if columns["starts"][0] is None else columns["starts"][:years],
            "years": cleaned.get("years"),
        }
        return cleaned

    @staticmethod
    def first_values(limits: Mapping[str, Any]) -> dict[str, Any]:
        """The fields filled with limits that are kept."""
        values = {
            "first_year": limits["first_year"],
            "total": limits.get("total_budget"),
            "years": limits.get("years", "last"),
        }
        for key, column in _COLUMNS.items():
            for at, one in enumerate(limits.get(column) or (), start=1):
                values[f"{key}_{at}"] = one
        return values


_COLUMNS = {"budget": "budgets", "effort": "efforts", "starts": "starts"}


class OpenForm(LimitsForm):
    """A new planning question."""

    name = forms.CharField(label=_("Name of the plan"), max_length=160)
    place = forms.ChoiceField(label=_("Place"))

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = list(places)


class CandidateForm(forms.Form):
    """A candidate task without its changes."""

    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Such as NV01; other tasks name it by this."))
    name = forms.CharField(label=_("Task"), max_length=300)
    cost = AmountField(label=_("Cost (million đồng)"))
    effort = AmountField(label=_("Effort (people-months)"), required=False)
    lead_months = AmountField(
        label=_("Months until it counts"), required=False, help_text=_("From the beginning of the year it starts in.")
    )
    earliest = forms.IntegerField(label=_("Earliest year"), required=False, min_value=1990, max_value=2100)
    deadline = forms.IntegerField(label=_("Deadline (year)"), required=False, min_value=1990, max_value=2100)
    needs = forms.CharField(
        label=_("Needs first"), required=False, max_length=400, help_text=_("Codes of tasks, separated by commas.")
    )
    excludes = forms.CharField(
        label=_("Not together with"), required=False, max_length=400, help_text=_("Codes of tasks.")
    )
    lead = forms.ModelChoiceField(label=_("Lead"), queryset=Organisation.objects.none(), required=False)

    def __init__(self, data: Any = None, *, task: CandidateTask | None = None) -> None:
        initial: dict[str, Any] = {}
        if task:
            initial = {key: getattr(task, key) for key in self.base_fields}
            initial |= {"needs": ", ".join(task.needs), "excludes": ", ".join(task.excludes), "lead": task.lead_id}
        super().__init__(data, initial=initial)
        self.fields["lead"].queryset = Organisation.objects.order_by("kind", "name")
        if task:
            self.fields["code"].disabled = True

    def clean_code(self) -> str:
        """A code the engine can name."""
        code: str = self.cleaned_data["code"]
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.\-]*", code):
            raise forms.ValidationError(_("Only letters without marks, digits, points and dashes, such as NV01."))
        return code

    def clean(self) -> dict[str, Any]:
        """The deadline is not before the earliest start."""
        cleaned = super().clean() or {}
        earliest, deadline = cleaned.get("earliest"), cleaned.get("deadline")
        if earliest and deadline and deadline < earliest:
            self.add_error("deadline", _("The deadline is before the earliest start."))
        return cleaned

    def facts(self, changes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The task as the action takes it."""
        kept = {key: self.cleaned_data[key] for key in Candidate.model_fields if key in self.cleaned_data}
        for key in ("effort", "lead_months"):
            kept[key] = kept[key] or 0
        for key in ("needs", "excludes"):
            kept[key] = [one for one in re.split(r"[,;\s]+", kept[key]) if one]
        return kept | {"changes": list(changes)}


class ChangeRow(forms.Form):
    """What a task changes of one input."""

    input = forms.ChoiceField(label=_("Item and input"), required=False)
    low = AmountField(label=_("Low"), required=False, least=None)
    likely = AmountField(label=_("Likely"), required=False, least=None)
    high = AmountField(label=_("High"), required=False, least=None)

    def __init__(self, *args: Any, inputs: Iterable[Driven], **options: Any) -> None:
        super().__init__(*args, **options)
        now = gettext("%(name)s (now %(value)s)")
        known = [(one.key, now % {"name": one.name, "value": one.now_text}) for one in inputs]
        self.fields["input"].choices = [("", gettext("none")), *known]

    def clean(self) -> dict[str, Any]:
        """All three amounts, the likely one between the others; nothing without an input."""
        cleaned = super().clean() or {}
        amounts = [cleaned.get(key) for key in ("low", "likely", "high")]
        if not cleaned.get("input"):
            if any(one is not None for one in amounts):
                self.add_error("input", _("Choose the input that changes."))
            return cleaned
        for key in ("low", "likely", "high"):
            if cleaned.get(key) is None and key not in self.errors:
                self.add_error(key, _("Write the expected change."))
        low, likely, high = amounts
        if (
            low is not None
            and likely is not None
            and high is not None
            and not min(low, high) <= likely <= max(low, high)
        ):
            self.add_error("likely", _("Must lie between low and high."))
        return cleaned

    @property
    def change(self) -> dict[str, Any] | None:
        """The change as the engine takes it; None for an empty row."""
        if not self.cleaned_data.get("input"):
            return None
        item, _colon, role = self.cleaned_data["input"].partition(":")
        return {"item": item, "role": role} | {key: self.cleaned_data[key] for key in ("low", "likely", "high")}


ChangeRows = forms.formset_factory(ChangeRow, extra=2, max_num=14, validate_max=True)


def change_rows(data: Any, inputs: Iterable[Driven], task: CandidateTask | None = None) -> forms.BaseFormSet:
    """The rows of a task's changes, and two more that are empty."""
    listed = list(inputs)
    first = [{**one, "input": f"{one['item']}:{one['role']}"} for one in task.changes] if task else []
    return ChangeRows(data, prefix="doi", initial=first, form_kwargs={"inputs": listed})


class ImportForm(forms.Form):
    """A table of candidate tasks."""

    file = forms.FileField(
        label=_("Table of tasks"),
        help_text=_("Excel or CSV (UTF-8), at most 2 MB; the titles are those of the downloaded table."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )


class AdoptForm(forms.Form):
    """The commitment that a plan's tasks shall serve."""

    commitment = forms.ModelChoiceField(label=_("Commitment"), queryset=Commitment.objects.none())

    def __init__(self, data: Any = None, *, commitments: Any) -> None:
        super().__init__(data)
        self.fields["commitment"].queryset = commitments
        grouped: dict[str, list[tuple[int, str]]] = {}
        for one in commitments:
            grouped.setdefault(one.agreement.title, []).append((one.pk, str(one)))
        self.fields["commitment"].choices = [("", gettext("choose")), *grouped.items()]


def due_day(year: int, lead_months: float) -> date:
    """The day by which a task that starts in ``year`` must have its effect: the end of the month its time is over."""
    months = math.ceil(lead_months) or 12
    year, month = year + (months - 1) // 12, (months - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])
