"""The Jinja2 environment of our pages: gettext, links, and how dates and numbers are written."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from babel.numbers import format_decimal
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from donghanh.web.ui.navigation import current, grouped, menu
from donghanh.web.ui.panels import panels


def environment(**options: Any) -> Environment:
    """Made once by Django; an unknown name in a template is an error, not an empty string."""
    made = Environment(
        **options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "url": _url, "language": translation.get_language, "once": _once}
    made.globals |= {"menu": menu, "current": current, "grouped": grouped, "slot": panels}
    made.filters |= {"day": day, "moment": moment, "number": number, "said": said, "cell": cell}
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def _once() -> Markup:
    """A hidden field that lets a form be sent once: the audit log refuses the second time."""
    return Markup(f'<input type="hidden" name="once" value="{uuid4()}">')


def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy in Vietnamese time, or a dash."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """dd/mm/yyyy hh:mm in Vietnamese time, or a dash."""
    return "–" if value is None else f"{timezone.localtime(value):%d/%m/%Y %H:%M}"


def number(value: int | float | Decimal | None, places: int = 0) -> str:
    """A number as the reader's language writes it ("12.345,6" in Vietnamese), or a dash."""
    if value is None:
        return "–"
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern, locale=translation.get_language() or "vi")


def cell(value: object) -> str:
    """A value of a dataset as people write it: a date, a decimal, yes or no, the words of a code; at most 500 letters.

    Whole numbers stay as they are: a year or a code is not to be grouped by thousands.
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if timezone.is_naive(value) else moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float | Decimal) and abs(value) < 1e15:
        return format_decimal(value, format="#,##0.######", locale=translation.get_language() or "vi")
    if isinstance(value, bytes | bytearray):
        return f"{len(value)} byte"
    return (said(value) if isinstance(value, dict) else str(value))[:500]


def said(text: dict[str, str] | None) -> str:
    """The words of a {vi, en} text in the reader's language; Vietnamese where the other is missing."""
    if not text:
        return ""
    return text.get((translation.get_language() or "vi")[:2]) or text["vi"]
