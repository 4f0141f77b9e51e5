"""How a page of a lower app shows content of a higher one without importing it.

A page names a slot (``agreement``, ``home``, …) and draws ``panels("agreement", request, agreement)``;
higher apps register a function for the slot in their ``apps.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Panel = Callable[[HttpRequest, Any], tuple[str, dict[str, Any]] | None]
"""Given the request and the page's subject: a template and its context, or None to show nothing."""

_slots: dict[str, list[tuple[int, Panel]]] = {}


def register(slot: str, order: int, panel: Panel) -> None:
    """Show ``panel`` in ``slot``; lower ``order`` comes first."""
    _slots.setdefault(slot, []).append((order, panel))
    _slots[slot].sort(key=lambda one: one[0])


def panels(slot: str, request: HttpRequest, subject: Any = None) -> list[SafeString]:
    """The rendered panels of a slot for this request and subject."""
    drawn = (panel(request, subject) for _, panel in _slots.get(slot, []))
    # The Jinja2 engine escaped what it was given but returns a plain string, which the page would escape again.
    return [mark_safe(render_to_string(shown[0], shown[1], request)) for shown in drawn if shown]
