"""Numbers and shares as officials write them in the form of a rule, and back."""

from __future__ import annotations

import re
from math import gcd
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.indices.rules import ReadingError, read_number

_FRACTION = re.compile(r"\s*(\S+?)\s*/\s*(\S+)\s*")


class NumberField(forms.CharField):
    """A number with a decimal comma or point."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **options)

    def clean(self, value: Any) -> float | int | None:
        """The number; None where nothing was typed."""
        text = super().clean(value)
        return _whole(_number(text)) if text else None


class ShareField(NumberField):
    """A share of the maximum: 0,5 or 1/2 or 50%."""

    def clean(self, value: Any) -> float | int | None:
        """A number between 0 and 1; None where nothing was typed."""
        text = forms.CharField.clean(self, value)
        if not text:
            return None
        if fraction := _FRACTION.fullmatch(text):
            above, below = (_number(part) for part in fraction.groups())
            share = above / below if below else -1.0
        elif text.strip().endswith("%"):
            share = _number(text.strip()[:-1]) / 100
        else:
            share = _number(text)
        if not 0 <= share <= 1:
            words = _("“%(value)s” is no share of the maximum; write 1/2, 50%% or 0,5, and 1 for all points.")
            raise ValidationError(words, params={"value": text})
        return _whole(share)


def _number(text: str) -> float:
    try:
        return read_number(text)
    except ReadingError as error:
        said = error.vi if (get_language() or "vi").startswith("vi") else error.en
        raise ValidationError("“%(value)s”: %(said)s", params={"value": text, "said": said}) from error


def _whole(number: float) -> float | int:
    return int(number) if number.is_integer() else number


def number_text(number: float | None) -> str:
    """The number as a field of this file shows it and reads it back."""
    if number is None:
        return ""
    text = f"{number:.15g}"
    if "." not in text or "e" in text:
        return text
    whole, decimals = text.split(".")
    # Three decimals behind a comma could be thousands: a nought more makes them decimals.
    return f"{whole},{decimals}{'0' if len(decimals) == 3 and whole not in ('0', '-0') else ''}"


def share_text(share: float | None) -> str:
    """The share as a person writes it: thirds and the like as a fraction, others as a decimal."""
    if share is None:
        return ""
    for below in (3, 6, 7, 9, 12):  # all other small fractions are short decimals
        above = round(share * below)
        if above / below == share and gcd(above, below) == 1:
            return f"{above}/{below}"
    return number_text(share)
