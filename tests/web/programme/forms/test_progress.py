from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_task

from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.forms.progress import ExtensionForm, NoticeSettingsForm, WaitingForm

pytestmark = pytest.mark.django_db


def test_the_form_of_waiting_begins_with_what_the_task_waits_for(cast) -> None:
    task = set_waiting(make_task(cast), by=cast.tuan, waits_for="Bộ KH&CN", since=date(2026, 3, 1))
    form = WaitingForm(task)
    assert (form["waits_for"].value(), form["since"].value()) == ("Bộ KH&CN", date(2026, 3, 1))
    assert WaitingForm(task, {"wait-waits_for": "Sở Tài chính", "wait-since": "02/03/2026"}).is_valid()
    assert not WaitingForm(task, {"wait-waits_for": ""}).is_valid()


def test_more_time_wants_a_day_and_a_reason() -> None:
    assert ExtensionForm({"extension-due_on": "30/09/2028", "extension-reason": "chờ"}).is_valid()
    assert set(ExtensionForm({"extension-due_on": "mai"}).errors) == {"due_on", "reason"}


def test_hours_are_hours_and_the_address_is_one() -> None:
    sound = {"mail": "daily", "digest_hour": "7", "quiet_from": "18", "quiet_until": "7"}
    form = NoticeSettingsForm(sound)
    assert form.is_valid()
    assert (form.cleaned_data["digest_hour"], form.cleaned_data["mails_on_days_off"]) == (7, False)
    assert set(NoticeSettingsForm(sound | {"digest_hour": "24", "email": "không"}).errors) == {"digest_hour", "email"}
