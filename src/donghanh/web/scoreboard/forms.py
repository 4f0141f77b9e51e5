"""The form that scores an index."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError
from donghanh.periods import parse_period


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
        try:
            return str(parse_period(self.cleaned_data["period"]))
        except InputError as error:
            raise ValidationError(error.say(get_language() or "vi")) from error
