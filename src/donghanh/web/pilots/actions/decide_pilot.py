"""The body that the pilot names decides: roll out, change, or stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_reason, require_state
from donghanh.web.pilots.models import Decision, Pilot
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.pilots.querysets import conclusions_of
from donghanh.web.programme.files import check_attachment
from donghanh.web.programme.models import Conclusion


@dataclass(frozen=True)
class DecisionFacts:
    """What was decided, why, and where it stands: a conclusion of the body's meeting, or a paper the body issued."""

    choice: str
    reason: str
    decided_on: date | None = None
    """Not needed with a conclusion: its meeting says the day."""
    conclusion: Conclusion | None = None
    number: str = ""
    abstract: str = ""
    file: File | None = None


@transaction.atomic
def decide_pilot(
    pilot: Pilot, *, by: User, facts: DecisionFacts, at: datetime | None = None, once: UUID | str | None = None
) -> Decision:
    """Enter what the body decided on the newest assessment.

    Raises:
        RefusedError: not the standing office, the pilot is not assessed, or the form was already received.
        InputError: no reason, an unknown decision, a conclusion of another body, neither or both of conclusion and
            paper, a day before the assessment's last data or in the future, a file that is not taken.
    """
    require_managing(by)
    pilot = held(pilot)
    require_state(pilot, Pilot.State.ASSESSED, vi="quyết định", en="decided")
    reason = require_reason(facts.reason)
    moment = at or timezone.now()
    if facts.choice not in Decision.Choice.values:
        known = ", ".join(Decision.Choice.values)
        raise InputError(
            "pilot.choice",
            vi=f"Không có quyết định “{facts.choice}”; các lựa chọn: {known}.",
            en=f"There is no decision “{facts.choice}”; known: {known}.",
        )
    day = _day(pilot, facts, timezone.localdate(moment))
    decision = Decision(
        pilot=pilot,
        assessment=pilot.assessments.first(),
        choice=facts.choice,
        reason=reason,
        decided_on=day,
        conclusion=facts.conclusion,
        number=facts.number.strip(),
        abstract=facts.abstract.strip(),
        entered_by=by,
        entered_at=moment,
    )
    if facts.file is not None:
        check_attachment(facts.file)
        decision.file_name = (facts.file.name or "").replace("\\", "/").rpartition("/")[2]
        decision.file.save(decision.file_name, facts.file, save=False)
    decision.save()
    pilot.state = Pilot.State.DECIDED
    pilot.save()
    data = {"choice": decision.choice, "body": pilot.body_id, "on": day.isoformat()}
    record("pilot.decided", pilot, by=by, reason=reason, data=data, once=once)
    return decision


def _day(pilot: Pilot, facts: DecisionFacts, today: date) -> date:
    """The day of the decision, once its paper is in order."""
    if bool(facts.conclusion) == bool(facts.number.strip()):
        raise InputError(
            "pilot.decision-paper",
            vi=f"Chọn kết luận cuộc họp của {pilot.body}, hoặc ghi số văn bản của {pilot.body}; chỉ một trong hai.",
            en=f"Choose a conclusion of a meeting of {pilot.body}, or give the number of its paper; one of the two.",
        )
    if facts.conclusion and not conclusions_of(pilot).filter(pk=facts.conclusion.pk).exists():
        raise InputError(
            "pilot.decision-body",
            vi=f"Kết luận này không thuộc cuộc họp nào của {pilot.body} từ khi thí điểm bắt đầu. Hãy chọn lại.",
            en=f"That conclusion is of no meeting of {pilot.body} since the pilot began. Choose another.",
        )
    day = timezone.localdate(facts.conclusion.meeting.starts_at) if facts.conclusion else facts.decided_on
    if day is None or not pilot.starts_on <= day <= today:
        said_vi, said_en = (f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}") if day else ("chưa ghi", "not given")
        raise InputError(
            "pilot.decision-day",
            vi=f"Ngày quyết định ({said_vi}) phải từ ngày bắt đầu {pilot.starts_on:%d/%m/%Y} đến hôm nay.",
            en=f"The day of the decision ({said_en}) must lie between the start {pilot.starts_on:%d/%m/%Y} and today.",
        )
    return day
