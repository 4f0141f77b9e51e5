from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django import forms
from django.db import transaction
from tests.cast import make_task

from donghanh.web.audit.log import record
from donghanh.web.programme.editing import ChangedMeanwhile, changes, refuse_stale, reopened

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    title = forms.CharField()
    version = forms.IntegerField()


def _changed_by_ha(cast, task, **wanted: object) -> None:
    with transaction.atomic():
        changed = changes(task, wanted)
        for name, value in wanted.items():
            setattr(task, name, value)
        task.version += 1
        task.save()
        record("task.edited", task, by=cast.ha, data={"version": task.version, "changed": changed}, once=uuid4())


def test_whoever_opened_the_form_last_may_save(cast) -> None:
    task = make_task(cast)
    refuse_stale(task, 1, {"title": "Khác"})
    refuse_stale(task, None, {"title": "Khác"})


def test_the_second_is_told_what_the_first_changed_by_whom_and_when(cast) -> None:
    task = make_task(cast)
    _changed_by_ha(cast, task, due_on=date(2028, 9, 30))
    with pytest.raises(ChangedMeanwhile, match="Nguyễn Thu Hà") as told:
        refuse_stale(task, 1, {"title": "Tên mới", "due_on": date(2028, 12, 31)})
    assert [(one.theirs, one.yours) for one in told.value.differences] == [("30/09/2028", "31/12/2028")]
    assert told.value.version == 2
    refuse_stale(task, 2, {"title": "Tên mới"})  # sent again, knowingly


def test_whoever_typed_the_same_is_not_stopped(cast) -> None:
    task = make_task(cast)
    _changed_by_ha(cast, task, title="Tên mới")
    refuse_stale(task, 1, {"title": "Tên mới "})
    refuse_stale(task, 1, {"title": "Tên mới", "due_on": date(2028, 12, 31)})  # another field: no quarrel


def test_without_a_log_of_fields_all_that_differs_is_shown(cast) -> None:
    task = make_task(cast, co_organisations=[cast.science])
    task.version = 5
    task.save()
    with pytest.raises(ChangedMeanwhile) as told:
        refuse_stale(task, 1, {"co_organisations": [cast.finance, cast.science], "officer": None})
    assert [(one.theirs, one.yours) for one in told.value.differences] == [("Sở KH&CN", "Sở KH&CN; Sở Tài chính")]


def test_the_form_keeps_what_was_typed_and_takes_the_new_version(cast) -> None:
    form = Form({"title": "Của tôi", "version": "1"})
    assert form.is_valid()
    form = reopened(form, ChangedMeanwhile([], version=7, event=None))
    assert form["title"].value() == "Của tôi"
    assert form["version"].value() == "7"
