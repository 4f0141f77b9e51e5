"""Waiting on somebody, asking for more time, and how a person wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.models import NoticeSettings, Task
from donghanh.web.ui.fields import DayField, lines


class WaitingForm(forms.Form):
    """Whom the task waits for."""

    waits_for = forms.CharField(
        label=_("Whom and what the task waits for"),
        max_length=300,
        help_text=_("The office or person first, then what is to come from there"),
    )
    since = DayField(label=_("Since"), required=False, help_text=_("Empty: today"))

    def __init__(self, task: Task, data: Any = None) -> None:
        super().__init__(data, initial={"waits_for": task.waits_for, "since": task.waits_since}, prefix="wait")


class ExtensionForm(forms.Form):
    """A later due date, and why."""

    due_on = DayField(label=_("New due date"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=lines(3))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="extension")


HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class NoticeSettingsForm(forms.Form):
    """How one person wants to be told."""

    email = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=254, help_text=_("Empty: no letters, notices here only")
    )
    mail = forms.ChoiceField(label=_("Letters"), choices=NoticeSettings.Mail.choices)
    digest_hour = forms.TypedChoiceField(label=_("Hour of the daily letter"), choices=HOURS, coerce=int)
    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(label=_("Quiet until"), choices=HOURS, coerce=int)
    mails_on_days_off = forms.BooleanField(label=_("Letters also on Saturdays, Sundays and holidays"), required=False)
