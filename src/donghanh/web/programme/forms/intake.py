"""Taking a document in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.text import nfc
from donghanh.web.ui.fields import DayField, lines


class UploadForm(forms.Form):
    """A file or pasted text, one of the two."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # the reader says what is wrong with it
        max_length=255,
        help_text=_("txt, html, docx or pdf"),
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx,.pdf"}),
    )
    text = forms.CharField(label=_("or pasted text"), required=False, strip=False, widget=lines(8))
    published_on = DayField(
        label=_("Published on"),
        required=False,
        help_text=_("Helps to find the year of dates such as 24/8"),
    )
    source_url = forms.URLField(label=_("Source address"), required=False, max_length=500, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """One of file and text, not both."""
        cleaned = super().clean() or {}
        has_text = bool(cleaned.get("text", "").strip())
        if "file" not in self.errors and bool(cleaned.get("file")) == has_text:
            both = _("Send either a file or pasted text, not both.")
            neither = _("Choose a file or paste the text.")
            self.add_error("file", both if has_text else neither)
        return cleaned

    def pasted(self) -> bytes:
        """The pasted text as bytes, with the line ends a file would have."""
        return nfc(self.cleaned_data["text"].replace("\r\n", "\n")).encode()


class ReasonForm(forms.Form):
    """Why something is refused, returned, dropped or set aside."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=lines(3))
