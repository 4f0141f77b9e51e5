"""Trying an action with what a form holds: a refusal of the input becomes an error of the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import get_language

from donghanh.errors import InputError
from donghanh.web.programme.editing import ChangedMeanwhile


def attempt(form: forms.BaseForm, action: Callable[[], Any]) -> bool:
    """Whether the action was done; what is wrong with the input is said at the head of the form.

    Raises:
        ChangedMeanwhile: for the view to show what somebody else changed.
    """
    try:
        action()
    except ChangedMeanwhile:
        raise
    except InputError as error:
        form.add_error(None, error.say(get_language() or "vi"))
        return False
    return True
