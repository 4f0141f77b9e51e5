from __future__ import annotations

import pytest
from django import forms

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.views.attempts import attempt


def _raise(error: Exception) -> None:
    raise error


def test_wrong_input_is_said_at_the_form_anything_else_goes_on() -> None:
    form = forms.Form({})
    assert attempt(form, lambda: None)
    assert not attempt(form, lambda: _raise(InputError("a.b", vi="Sai.", en="Wrong.")))
    assert form.non_field_errors()[0] in ("Sai.", "Wrong.")
    for error in (RefusedError("forbidden.x", vi="", en=""), ChangedMeanwhile([], version=2, event=None)):
        with pytest.raises(type(error)):
            attempt(form, lambda error=error: _raise(error))
