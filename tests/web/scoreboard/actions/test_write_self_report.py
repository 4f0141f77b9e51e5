from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, province_round

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.write_self_report import write_self_report
from donghanh.web.scoreboard.models import Round, SelfReport


def _write(filling: Filling, by: User | None = None, **given: Any) -> SelfReport:
    told = {"subject": "LG001", "difficulties": "Thiếu 2 máy quét ", "once": uuid4()} | given
    return write_self_report(filling.round, by=by or filling.an, **told)


def test_the_text_is_kept_and_what_stood_before_is_in_the_log(filling: Filling) -> None:
    assert _write(filling).difficulties == "Thiếu 2 máy quét"
    _write(filling, difficulties="Thiếu máy quét", requests="Cấp máy", seen=1)
    report = SelfReport.objects.get()
    assert (report.version, report.difficulties, report.requests) == (2, "Thiếu máy quét", "Cấp máy")
    event = Event.objects.filter(action="round.self_report").first()
    assert event.data["before"]["difficulties"] == "Thiếu 2 máy quét" and event.data["subject"] == "LG001"


def test_who_began_from_an_older_text_is_told(filling: Filling) -> None:
    _write(filling)
    with pytest.raises(RefusedError, match="vừa lưu"):
        _write(filling, difficulties="Khác")
    assert SelfReport.objects.get().difficulties == "Thiếu 2 máy quét"


def test_only_who_submits_the_file_writes(filling: Filling) -> None:
    for who in (filling.binh, filling.cast.ha, filling.cast.vinh):
        with pytest.raises(RefusedError) as refused:
            _write(filling, who)
        assert refused.value.code.startswith("forbidden")


def test_of_a_province_the_lead_writes(cast: Cast) -> None:
    made = write_self_report(province_round(cast), by=cast.ha, subject="LG", requests="Mở rộng", once=uuid4())
    assert made.written_by == cast.ha


def test_a_closed_round_takes_nothing_more(filling: Filling) -> None:
    Round.objects.update(closed_at=timezone.now())
    with pytest.raises(RefusedError, match="đã đóng"):
        _write(filling)
