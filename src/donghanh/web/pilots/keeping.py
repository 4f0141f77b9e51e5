"""The row of a pilot under lock, and whether its state allows what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.models import Pilot
from donghanh.web.programme.editing import ChangedMeanwhile, refuse_stale

LABELS = {
    "outcome_words": _("Outcomes and criteria"),
    "place_words": _("Places of the pilot"),
    "cost_words": _("Costs"),
}
"""What to call the rows of a pilot, which are no fields of its own."""


def held(pilot: Pilot) -> Pilot:
    """The pilot as it stands now, locked until the end of the transaction."""
    rows = Pilot.objects.select_for_update(of=("self",)).select_related("commitment__agreement", "lead", "body")
    return rows.get(pk=pilot.pk)


def refuse_overwriting(pilot: Pilot, version: int | None, wanted: Mapping[str, Any]) -> None:
    """:func:`~donghanh.web.programme.editing.refuse_stale`, with the rows of a pilot called by their name.

    Raises:
        ChangedMeanwhile: somebody else saved the pilot since that version.
    """
    try:
        refuse_stale(pilot, version, wanted)
    except ChangedMeanwhile as error:
        error.differences = [replace(one, label=str(LABELS.get(one.label, one.label))) for one in error.differences]
        raise


def require_state(pilot: Pilot, *states: str, vi: str, en: str) -> None:
    """Refuse unless the pilot is in one of the states; the words say what cannot be done (“khóa”, “locked”).

    Raises:
        RefusedError: it is in another state.
    """
    if pilot.state not in states:
        raise RefusedError(
            "state.pilot",
            vi=f"Thí điểm đang ở trạng thái “{pilot.get_state_display()}” nên không {vi} được.",
            en=f"The pilot is “{pilot.get_state_display()}”, so it cannot be {en}.",
        )


def require_reason(reason: str) -> str:
    """The reason without spaces around it.

    Raises:
        InputError: there is none.
    """
    if not reason.strip():
        raise InputError("pilot.reason", vi="Hãy ghi lý do.", en="Give the reason.")
    return reason.strip()
