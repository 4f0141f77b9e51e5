"""Extend or shorten the windows of a round that is open."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_papers import locked_round
from donghanh.web.scoreboard.actions.open_round import Deadlines, check_order
from donghanh.web.scoreboard.models import Round
from donghanh.web.scoreboard.permissions import require_changing_deadlines
from donghanh.web.scoreboard.windows import check_not_closed


@transaction.atomic
def change_deadlines(
    round: Round, *, by: User, deadlines: Deadlines, reason: str, once: UUID | str | None = None
) -> Round:
    """The round with its new days; a window that has ended may be opened again, none may be ended in the past.

    Raises:
        RefusedError: neither lead nor standing office, or the round is closed.
        InputError: no reason, nothing changed, days out of order, a day moved to before today, or the opening day of
            a round that has begun.
    """
    round = locked_round(round)
    require_changing_deadlines(by, round)
    check_not_closed(round)
    before = {name: getattr(round, name) for name in vars(deadlines)}
    changed = {name: day for name, day in vars(deadlines).items() if day != before[name]}
    _check(round, changed, deadlines, timezone.localdate())
    if not reason.strip():
        raise InputError(
            "deadlines.reason",
            vi="Gia hạn hoặc rút ngắn thời hạn phải ghi rõ lý do để các đơn vị biết.",
            en="Changing a deadline needs a reason, so that everybody concerned knows it.",
        )
    for name, day in changed.items():
        setattr(round, name, day)
    round.save(update_fields=list(changed))
    told = {name: [before[name].isoformat(), day.isoformat()] for name, day in changed.items()}
    record("round.deadlines", round, by=by, reason=reason.strip(), data={"changed": told}, once=once)
    return round


def _check(round: Round, changed: dict[str, date], deadlines: Deadlines, today: date) -> None:
    if not changed:
        raise InputError("deadlines.same", vi="Các thời hạn giữ nguyên như cũ.", en="No deadline is changed.")
    check_order(deadlines)
    if "opens_on" in changed and round.opens_on <= today:
        raise RefusedError(
            "state.round",
            vi=f"Đợt “{round.name}” đã mở từ {round.opens_on:%d/%m/%Y}; ngày mở không đổi được nữa.",
            en=f"Round “{round.name}” opened on {round.opens_on:%d/%m/%Y}; that day cannot be changed any more.",
        )
    for day in changed.values():
        if day < today:
            raise InputError(
                "deadlines.past",
                vi=f"Thời hạn mới {day:%d/%m/%Y} đã qua; hôm nay là {today:%d/%m/%Y}, chọn từ hôm nay trở đi.",
                en=f"The new deadline {day:%d/%m/%Y} is past; today is {today:%d/%m/%Y}, choose today or later.",
            )
