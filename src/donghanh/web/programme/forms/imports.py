"""Bringing in a task table: the file, then each row to be checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.actions.tasks.import_tasks import ImportedRow
from donghanh.web.programme.importing import MOST_ROWS, Suggested, Units
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.querysets.agreements import running_first
from donghanh.web.ui.fields import DayField, year_field


class ImportForm(forms.Form):
    """The file, and where its tasks belong when the file does not say."""

    file = forms.FileField(
        label=_("Task table"),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.csv"}),
        help_text=_("The annex of a plan as .docx, .xlsx or .csv, with columns for the task, the lead and the time."),
    )
    agreement = forms.ModelChoiceField(
        label=_("Agreement"), queryset=running_first(Agreement.objects.exclude(state=Agreement.State.CLOSED))
    )
    commitment = forms.IntegerField(
        label=_("Commitment number"),
        required=False,
        min_value=1,
        help_text=_("For rows whose words are those of no commitment; each row can be changed in the next step."),
    )
    year = year_field(_("Year of the plan"))

    def default(self) -> Commitment | None:
        """The commitment chosen for rows that say none."""
        number = self.cleaned_data.get("commitment")
        return self.cleaned_data["agreement"].commitments.filter(number=number).first() if number else None

    def clean(self) -> dict[str, Any]:
        """The number is one of the agreement's."""
        cleaned = super().clean() or {}
        if cleaned.get("agreement") and cleaned.get("commitment") and self.default() is None:
            self.add_error("commitment", _("The agreement has no commitment with this number."))
        return cleaned


class ImportRow(forms.Form):
    """One row; a row that is not kept is not looked at."""

    keep = forms.BooleanField(label=_("Bring in"), required=False)
    commitment = forms.IntegerField(
        label=_("Commitment"), required=False, min_value=1, widget=forms.NumberInput(attrs={"list": "cam-ket"})
    )
    title = forms.CharField(label=_("Task"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    product = forms.CharField(label=_("Product"), required=False, max_length=300)
    lead = forms.CharField(label=_("Lead"), required=False, widget=forms.TextInput(attrs={"list": "don-vi"}))
    co_organisations = forms.CharField(label=_("Working together with"), required=False)
    starts_on = DayField(label=_("Starts on"), required=False)
    due_on = DayField(label=_("Due on"), required=False)
    recurrence = forms.ChoiceField(
        label=_("Recurs"), required=False, choices=[("", _("once")), *Task.Recurrence.choices]
    )

    def __init__(
        self,
        *args: Any,
        units: Units,
        commitments: dict[int, Commitment],
        rows: list[Suggested] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.commitments = units, commitments
        number = int(str(self.prefix).rpartition("-")[2]) if self.prefix and "__" not in str(self.prefix) else 0
        self.suggested = rows[number] if rows and number < len(rows) else None
        for one in self.fields.values():  # the label stands over the column, where a screen reader does not look
            one.widget.attrs["aria-label"] = f"{one.label} ({number + 1})"

    def clean(self) -> dict[str, Any]:
        """A row that is kept says what, who, when, and for which commitment."""
        cleaned = super().clean() or {}
        if not cleaned.get("keep"):
            self._errors.clear()
            return cleaned
        for name in ("title", "product", "lead", "due_on", "commitment"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill it in, or leave the row out."))
        number = cleaned.get("commitment")
        if number and number not in self.commitments:
            self.add_error("commitment", _("The agreement has no commitment with this number."))
        for name in ("lead", "co_organisations"):
            found, unknown = self.units.named(cleaned.get(name) or "")
            cleaned[f"{name}_found"] = found
            for words in unknown:
                self.add_error(name, words)
        return cleaned

    def row(self) -> ImportedRow:
        """The row as the action takes it; a group that leads gets a task each."""
        given = self.cleaned_data
        return ImportedRow(
            commitment=self.commitments[given["commitment"]],
            title=given["title"],
            product=given["product"],
            leads=tuple(given["lead_found"]),
            co_organisations=tuple(given["co_organisations_found"]),
            starts_on=given["starts_on"],
            due_on=given["due_on"],
            recurrence=given["recurrence"],
        )


def import_rows(
    agreement: Agreement, *, rows: list[Suggested] | None = None, data: Any = None
) -> BaseFormSet[ImportRow]:
    """The rows of a table, suggested or as they were sent."""
    commitments = {one.number: one for one in agreement.commitments.filter(withdrawn_by=None)}
    shared = {"units": Units.of(agreement), "commitments": commitments, "rows": rows}
    made = forms.formset_factory(ImportRow, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)
    return made(data, prefix="rows", initial=[one.initial for one in rows or ()], form_kwargs=shared)
