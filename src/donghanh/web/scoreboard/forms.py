"""The forms that score an index and enter a target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError
from donghanh.periods import Period, parse_period


class ScoreForm(forms.Form):
    """The period to score, and the stated inputs where they are not those of the pack."""

    period = forms.CharField(
        label=_("Period"), max_length=20, help_text=_("2026 (year), 2026-Q2 (quarter) or 2026-05 (month).")
    )
    stated = forms.FileField(
        label=_("Stated inputs"),
        required=False,
        help_text=_("A table with a column place and a column for each item; without a file, the inputs of the pack."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json"}),
    )

    def clean_period(self) -> str:
        """A period as the engine writes it."""
        return str(read_period(self.cleaned_data["period"]))


def read_period(text: str) -> Period:
    """The period typed, or an error for its field."""
    try:
        return parse_period(text)
    except InputError as error:
        raise ValidationError(error.say(get_language() or "vi")) from error


class TargetForm(forms.Form):
    """What shall be reached, where, by when, and who says so."""

    place = forms.ChoiceField(label=_("Place"))
    period = forms.CharField(
        label=_("Period"), max_length=10, help_text=_("2026 (year), 2026-Q2 (quarter) or 2026-05 (month).")
    )
    value = forms.DecimalField(label=_("Target"), max_digits=18, decimal_places=6, localize=True)
    source = forms.CharField(
        label=_("Paper that sets it"),
        max_length=300,
        help_text=_("Number, date, issuer, such as: Kế hoạch 12/KH-UBND ngày 10/01/2026 của UBND tỉnh."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = list(places)

    def clean_period(self) -> Period:
        """The period, read."""
        return read_period(self.cleaned_data["period"])
