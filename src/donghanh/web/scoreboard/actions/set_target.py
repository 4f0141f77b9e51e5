"""Enter a target of an indicator for a place and a period."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from donghanh.errors import InputError
from donghanh.indicators.definition import Indicator
from donghanh.periods import Period
from donghanh.web.audit.log import record
from donghanh.web.catalogue.querysets import packs
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Target
from donghanh.web.scoreboard.permissions import require_setting_targets


@transaction.atomic
def set_target(
    indicator: Indicator,
    *,
    by: User,
    place: str,
    period: Period,
    value: Decimal,
    source: str,
    note: str = "",
    once: str | None = None,
) -> Target:
    """A new target; an earlier one for the same place and period stays in the record and no longer counts.

    Raises:
        RefusedError: the person may not, or the form was already received.
        InputError: no such place in that period, no paper named, or a percentage beyond 0-100.
    """
    require_setting_targets(by, packs().datasets[indicator.dataset])
    if packs().places.at(place, period.last_day) is None:
        raise InputError(
            "target.place",
            vi=f"Không có địa bàn mã “{place}” vào ngày {period.last_day:%d/%m/%Y}; chọn địa bàn trong danh sách.",
            en=f"There is no place with the code “{place}” on {period.last_day:%d/%m/%Y}; choose one of the list.",
        )
    if not source.strip():
        raise InputError(
            "target.source",
            vi="Thiếu văn bản giao mục tiêu; ghi số, ngày, cơ quan ban hành.",
            en="The paper that sets the target is missing; give its number, date and issuer.",
        )
    if indicator.measure == "percent" and not 0 <= value <= 100:
        raise InputError(
            "target.value",
            vi=f"Mục tiêu {value:f} ngoài khoảng 0–100 của một tỷ lệ phần trăm.",
            en=f"The target {value:f} lies beyond the 0–100 of a percentage.",
        )
    target = Target.objects.create(
        indicator_code=indicator.code,
        place_code=place,
        period=str(period),
        value=value,
        source=source.strip(),
        note=note.strip(),
        set_by=by,
    )
    record("target.set", target, by=by, data={"value": str(value), "source": target.source}, once=once)
    return target
