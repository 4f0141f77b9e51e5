"""What an action is called on pages. Apps register the words of theirs in ``apps.py``."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, Promise] = {}


def register(words: Mapping[str, Promise]) -> None:
    """Say what these actions are called."""
    _words.update(words)


def say(action: str) -> Promise | str:
    """What the action is called; its code where no app said."""
    return _words.get(action, action)
