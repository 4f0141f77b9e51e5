"""Fields that several forms use."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A date typed as dd/mm/yyyy. Not the browser's own picker: that one writes dates in the browser's language."""

    def __init__(self, **options: object) -> None:
        day = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "autocomplete": "off"})
        super().__init__(widget=day, input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"], **options)

    def to_python(self, value: object) -> date | None:
        """The date typed, or an error that names what was typed and how to write it."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            said = _("“%(value)s” is not a date; write day/month/year, such as 31/12/2026.")
            raise forms.ValidationError(said, code="invalid", params={"value": value}) from error


def year_field(label: object) -> forms.IntegerField:
    """A year that an agreement may have, or nothing."""
    return forms.IntegerField(label=label, required=False, min_value=1990, max_value=2100)


def lines(rows: int) -> forms.Textarea:
    """A field for a few lines of text."""
    return forms.Textarea(attrs={"rows": rows})
