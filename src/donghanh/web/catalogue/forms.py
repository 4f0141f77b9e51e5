"""The form that brings a file, and the one that assigns its titles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError
from donghanh.lake.definition import Dataset
from donghanh.periods import parse_period
from donghanh.web.ui.environment import said
from donghanh.web.ui.fields import DayField

LARGEST = 100 * 1024 * 1024
"""The sender waits while the file is read; larger ones go by the command line, which shows how far it is."""
ENDINGS = ".csv,.txt,.tsv,.xlsx,.xls,.xlsb,.ods,.parquet,.json,.jsonl,.ndjson"


class LoadForm(forms.Form):
    """One file, and what its sender says of it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Excel (xlsx, xls, ods), CSV, Parquet or JSON; at most 100 MB, larger files are loaded by the command line."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
    )
    period = forms.CharField(
        label=_("Period the file reports on"),
        max_length=10,
        required=False,
        help_text=_("2026 (year), 2026-Q2 (quarter) or 2026-05 (month); may be left empty."),
    )
    as_of = DayField(
        label=_("Figures as of"), required=False, help_text=_("The day the figures hold for; today if left empty.")
    )
    sheet = forms.CharField(
        label=_("Sheet"),
        max_length=80,
        required=False,
        help_text=_("Only for a workbook whose right sheet is not found by itself."),
    )

    is_correction = forms.BooleanField(
        label=_("The file only corrects rows"),
        required=False,
        help_text=_("Rows of the file are added or replaced; all others stay. Tick it for corrected rows set aside."),
    )

    def __init__(self, *args: Any, dataset: Dataset, **options: Any) -> None:
        super().__init__(*args, **options)
        if dataset.load.mode not in ("full", "period"):
            del self.fields["is_correction"]

    def clean_file(self) -> Any:
        """Refuse what is too large for a page."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 100 MB; load it by the command line."))
        return file

    def clean_period(self) -> str:
        """A period as the engine writes it, or nothing."""
        text = self.cleaned_data["period"].strip()
        try:
            return str(parse_period(text)) if text else ""
        except InputError as error:
            raise ValidationError(error.say(get_language() or "vi")) from error

    def clean_as_of(self) -> str:
        """ISO date, or nothing."""
        day: date | None = self.cleaned_data["as_of"]
        return day.isoformat() if day else ""


class MappingForm(forms.Form):
    """For each title of the file, the column it fills. The fields are numbered as the titles stand."""

    def __init__(
        self, *args: Any, dataset: Dataset, titles: Iterable[str], chosen: dict[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        columns = [(one.name, said(one.label) or one.name) for one in dataset.columns if not one.retired]
        self._titles = {f"title_{place}": title for place, title in enumerate(titles) if title}
        for name, title in self._titles.items():
            self.fields[name] = forms.ChoiceField(
                label=title, choices=[("", _("not loaded")), *columns], required=False, initial=chosen.get(title, "")
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two titles for one column."""
        chosen = [column for column in self.mapping.values() if column]
        twice = sorted({column for column in chosen if chosen.count(column) > 1})
        if twice:
            raise ValidationError(_("Two titles are assigned to one column: %(names)s.") % {"names": ", ".join(twice)})
        return self.cleaned_data

    @property
    def mapping(self) -> dict[str, str]:
        """Title → column, "" for a title that is not loaded."""
        return {title: self.cleaned_data.get(name, "") for name, title in self._titles.items()}
