"""The form that brings a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 100 * 1024 * 1024
"""A load holds one transaction of the application; larger files go by the command line, which does not."""


class LoadForm(forms.Form):
    """One CSV file."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("UTF-8, one row for each record, at most 100 MB; larger files are loaded by the command line."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large for a page."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 100 MB; load it by the command line."))
        return file
