"""The windows of a round: what may be done on which day, and what a person is told outside them."""

from __future__ import annotations

from datetime import date

from donghanh.errors import RefusedError
from donghanh.web.scoreboard.models import Round


def _refused(round: Round, *, vi: str, en: str) -> RefusedError:
    return RefusedError("state.round", vi=f"Đợt “{round.name}”: {vi}", en=f"Round “{round.name}”: {en}")


def check_not_closed(round: Round) -> None:
    """Refuse after the closing; what is planned may be changed before the opening day too.

    Raises:
        RefusedError: the round is closed.
    """
    if round.closed_at is not None:
        raise _refused(round, vi="đã đóng, không ghi thêm được nữa.", en="it is closed and takes nothing more.")


def check_open(round: Round, on: date) -> None:
    """Refuse before the opening day and after the closing.

    Raises:
        RefusedError: the round has not begun, or is closed.
    """
    check_not_closed(round)
    if on < round.opens_on:
        raise _refused(
            round,
            vi=f"đến ngày {round.opens_on:%d/%m/%Y} mới mở; hôm nay là {on:%d/%m/%Y}.",
            en=f"it opens on {round.opens_on:%d/%m/%Y}; today is {on:%d/%m/%Y}.",
        )


def check_stating(round: Round, on: date) -> None:
    """Refuse outside the days in which subjects state and submit their values.

    Raises:
        RefusedError: not yet, or no longer.
    """
    check_open(round, on)
    if on > round.self_scoring_until:
        raise _refused(
            round,
            vi=f"hạn tự chấm đã hết ngày {round.self_scoring_until:%d/%m/%Y}; nay chỉ còn thẩm định và giải trình.",
            en=f"self-scoring ended on {round.self_scoring_until:%d/%m/%Y}; what is left is appraisal and explanation.",
        )


def check_appraising(round: Round, on: date, *, is_explained: bool) -> None:
    """Refuse outside the days of appraisal; an explanation may be judged until the round is closed.

    Raises:
        RefusedError: not yet, or no longer.
    """
    check_open(round, on)
    if on > round.appraisal_until and not is_explained:
        raise _refused(
            round,
            vi=f"hạn thẩm định đã hết ngày {round.appraisal_until:%d/%m/%Y}; nay chỉ còn xét các giải trình.",
            en=f"appraisal ended on {round.appraisal_until:%d/%m/%Y}; only explanations are judged now.",
        )


def check_explaining(round: Round, on: date) -> None:
    """Refuse outside the days in which subjects explain.

    Raises:
        RefusedError: not yet, or no longer.
    """
    check_open(round, on)
    if on > round.explanation_until:
        raise _refused(
            round,
            vi=f"hạn giải trình đã hết ngày {round.explanation_until:%d/%m/%Y}.",
            en=f"explanations were taken until {round.explanation_until:%d/%m/%Y}.",
        )


def check_closing(round: Round, on: date) -> None:
    """Refuse to close while the subjects may still state their values.

    Raises:
        RefusedError: self-scoring runs, or the round is closed already.
    """
    check_open(round, on)
    if on <= round.self_scoring_until:
        raise _refused(
            round,
            vi=f"các đơn vị còn được tự chấm đến hết ngày {round.self_scoring_until:%d/%m/%Y}; đóng sau ngày đó.",
            en=f"the subjects may state their values until {round.self_scoring_until:%d/%m/%Y}; close it after that.",
        )
