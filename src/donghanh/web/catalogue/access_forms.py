"""Asking for access to a dataset, asking a question in SQL, and narrowing the record of readings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donghanh.lake.definition import Dataset
from donghanh.lake.sharing.access import MASKS, masks_for
from donghanh.web.catalogue.actions.request_access import AccessFacts
from donghanh.web.catalogue.models import Reading
from donghanh.web.catalogue.models.grant import WHOLE
from donghanh.web.ui.environment import said
from donghanh.web.ui.fields import DayField, lines

LONGEST_QUESTION = 20_000


class AccessForm(forms.Form):
    """What is asked of one dataset; each personal column is a question of its own."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what you need; none ticked means every column without personal data."),
    )
    row_column = forms.ChoiceField(label=_("Rows where"), required=False)
    row_values = forms.CharField(
        label=_("is one of"),
        required=False,
        max_length=4000,
        widget=lines(2),
        help_text=_("One value on each line, or separated by semicolons; codes as they are stored."),
    )
    row_sql = forms.CharField(
        label=_("Condition in SQL"),
        required=False,
        max_length=1000,
        widget=lines(2),
        help_text=_("Instead of the two fields above, one condition over the columns without personal data."),
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=2000,
        widget=lines(3),
        help_text=_("What the data will be used for and by whom; it is kept with every reading."),
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), help_text=_("Two years at most; afterwards a new request is sent."))

    def __init__(self, dataset: Dataset, data: Any = None) -> None:
        super().__init__(data, initial={"starts_on": timezone.localdate()})
        named = [(one.name, said(one.label) or one.name) for one in dataset.public_columns]
        self.fields["columns"].choices = named
        self.fields["row_column"].choices = [("", _("every row")), *named]
        self._personal = {f"personal_{name}": name for name in dataset.sharing.personal}
        for field, name in self._personal.items():
            column = dataset.column(name)
            masks = [(kind, said(MASKS[kind][1])) for kind in masks_for(column)]
            choices = [("", _("not needed")), *masks, (WHOLE, _("shown whole"))]
            label = said(column.label) or name
            self.fields[field] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def personal_fields(self) -> list[forms.BoundField]:
        """The questions on personal columns."""
        return [self[field] for field in self._personal]

    def facts(self) -> AccessFacts:
        """What is asked, as the action takes it."""
        given = self.cleaned_data
        values = given["row_values"].replace(";", "\n").splitlines()
        return AccessFacts(
            purpose=given["purpose"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            columns=given["columns"],
            personal={name: given[field] for field, name in self._personal.items() if given[field]},
            row_column=given["row_column"],
            row_values=[one.strip() for one in values if one.strip()],
            row_sql=given["row_sql"],
        )


class QuestionForm(forms.Form):
    """One SELECT."""

    sql = forms.CharField(label=_("Question in SQL"), max_length=LONGEST_QUESTION, widget=lines(6), strip=True)


class ReadingFilter(forms.Form):
    """Which readings are shown."""

    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=150)
    how = forms.ChoiceField(label=_("How"), choices=[("", _("any")), *Reading.How.choices], required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
