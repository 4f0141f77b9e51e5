"""The row of a pilot under lock, and whether its state allows what is asked."""

from __future__ import annotations

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.models import Pilot


def held(pilot: Pilot) -> Pilot:
    """The pilot as it stands now, locked until the end of the transaction."""
    rows = Pilot.objects.select_for_update(of=("self",)).select_related("commitment__agreement", "lead", "body")
    return rows.get(pk=pilot.pk)


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
