"""Handing out tasks, reporting on them, and finding them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError
from donghanh.text import nearest
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.files import ACCEPTED, check_attachment
from donghanh.web.programme.indicators import indicators
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.querysets.agreements import possible_leads
from donghanh.web.programme.querysets.people import officers_of
from donghanh.web.programme.querysets.roadmap import by_code
from donghanh.web.ui.environment import said
from donghanh.web.ui.fields import DayField, lines


class TaskForm(forms.Form):
    """A new task of one commitment."""

    title = forms.CharField(label=_("Task"), max_length=300)
    product = forms.CharField(
        label=_("Product"),
        max_length=300,
        help_text=_("What will be handed over, so that anybody can tell whether it is there"),
    )
    lead = forms.ModelChoiceField(label=_("Lead"), queryset=Organisation.objects.none())
    officer = forms.ModelChoiceField(
        label=_("Officer in charge"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Of the lead; it may also be left open"),
    )
    co_organisations = forms.ModelMultipleChoiceField(
        label=_("Working together with"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DayField(label=_("Starts on"), required=False)
    due_on = DayField(label=_("Due on"))
    project = forms.CharField(
        label=_("Part of the project"), required=False, max_length=20, help_text=_("The project's code, such as 3.2")
    )
    indicator_code = forms.ChoiceField(label=_("Indicator it moves"), required=False)
    recurrence = forms.ChoiceField(
        label=_("Recurs"), required=False, choices=[("", _("due once")), *Task.Recurrence.choices]
    )
    recurs_until = DayField(label=_("Recurs until"), required=False)
    is_kept_up = forms.BooleanField(label=_("Must be maintained after it is done"), required=False)

    def __init__(self, commitment: Commitment, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"lead": commitment.promisor_id} | (initial or {}))
        self.agreement = commitment.agreement
        known = [(code, said(one.name)) for code, one in sorted(indicators().items())]
        self.fields["indicator_code"].choices = [("", _("none")), *known]
        leads = possible_leads(self.agreement)
        for name in ("lead", "co_organisations"):
            self.fields[name].queryset = leads
        self.fields["officer"].queryset = officers_of(leads).select_related("organisation").order_by("full_name")
        self.fields["officer"].label_from_instance = lambda one: f"{one} ({one.organisation})"

    def clean_project(self) -> Task | None:
        """The task of that code."""
        return task_of_code(self.agreement, self.cleaned_data["project"])

    def clean(self) -> dict[str, Any]:
        """The due date is not before the start."""
        cleaned = super().clean() or {}
        if cleaned.get("starts_on") and cleaned.get("due_on") and cleaned["due_on"] < cleaned["starts_on"]:
            self.add_error("due_on", _("The due date is before the start."))
        return cleaned


def task_of_code(agreement: Agreement, code: str) -> Task | None:
    """The task that people call by this code; None: nothing was typed.

    Raises:
        ValidationError: no task of the agreement has the code; the nearest one is named.
    """
    if not code.strip():
        return None
    task = by_code(agreement, code)
    if task is None:
        codes = Task.objects.filter(commitment__agreement=agreement).values_list("code", flat=True)
        vi, en = nearest(code.strip(), codes)
        hint = vi if (get_language() or "vi").startswith("vi") else en
        wrong = _("No task of this agreement has the code “%(code)s”: %(hint)s")
        raise forms.ValidationError(wrong, code="task", params={"code": code.strip(), "hint": hint})
    return task


class ReportForm(forms.Form):
    """What was done, and whether the product is delivered."""

    text = forms.CharField(label=_("What was done"), max_length=4000, widget=lines(4))
    is_claim = forms.BooleanField(label=_("The product is delivered"), required=False)


class EvidenceRow(forms.Form):
    """A paper, cited as officials cite it."""

    number = forms.CharField(label=_("Number"), max_length=100)
    issued_on = DayField(label=_("Date of issue"))
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    abstract = forms.CharField(label=_("Abstract"), max_length=500)
    section = forms.CharField(label=_("Section or page"), max_length=100, required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> Any:
        """Kind and size, said at the field."""
        file = self.cleaned_data.get("file")
        if file is not None:
            try:
                check_attachment(file)
            except InputError as error:
                raise forms.ValidationError(error.say(get_language() or "vi")) from error
        return file

    def facts(self) -> EvidenceFacts:
        """The row as the action takes it."""
        return EvidenceFacts(**{key: self.cleaned_data[key] for key in EvidenceFacts.__dataclass_fields__})


EvidenceRows = forms.formset_factory(EvidenceRow, extra=1, max_num=20, validate_max=True)
