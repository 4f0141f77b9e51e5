"""What the chair concluded is written down, put right, or taken out, before the notice goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.governance.locked_meeting import locked_meeting
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import AgendaItem, Conclusion, Meeting

_HELD = (Meeting.State.HELD,)


@dataclass(frozen=True)
class ConclusionFacts:
    """The words; whom it is given to and until when, where the chair said so."""

    text: str
    lead: Organisation | None = None
    due_on: date | None = None
    item: AgendaItem | None = None
    needs_task: bool = True


@transaction.atomic
def write_conclusion(
    meeting: Meeting, facts: ConclusionFacts, *, by: User, once: UUID | str | None = None
) -> Conclusion:
    """Add it under the next number.

    Raises:
        InputError: no words, a point of another meeting's agenda.
        RefusedError: neither the standing office nor the secretary; or the minutes are not taken, or the notice is out.
    """
    meeting = locked_meeting(meeting, by=by, states=_HELD)
    _check(meeting, facts)
    last = meeting.conclusions.aggregate(last=Max("number"))["last"] or 0
    conclusion = Conclusion.objects.create(meeting=meeting, number=last + 1, **_stored(facts))
    record("meeting.concluded", meeting, by=by, data={"number": conclusion.number}, once=once)
    return conclusion


@transaction.atomic
def change_conclusion(
    conclusion: Conclusion,
    facts: ConclusionFacts,
    *,
    by: User,
    version: int | None = None,
    once: UUID | str | None = None,
) -> Conclusion:
    """Put it right; ``version`` is the meeting's, as the form was opened with it.

    Raises:
        ChangedMeanwhile: somebody else changed this conclusion after ``version`` was read.
        InputError: no words, a point of another meeting's agenda.
        RefusedError: as for :func:`write_conclusion`.
    """
    meeting = locked_meeting(conclusion.meeting, by=by, states=_HELD)
    _check(meeting, facts)
    conclusion = Conclusion.objects.get(pk=conclusion.pk)
    wanted = _stored(facts)
    refuse_stale(conclusion, version, wanted, within=meeting)
    changed = changes(conclusion, wanted)
    for name, value in wanted.items():
        setattr(conclusion, name, value)
    conclusion.save()
    meeting.version += 1
    meeting.save()
    told = {"number": conclusion.number, "part": conclusion.pk}
    data = {"version": meeting.version, "changed": changed} | told
    record("meeting.conclusion_changed", meeting, by=by, data=data, once=once)
    return conclusion


@transaction.atomic
def strike_conclusion(conclusion: Conclusion, *, by: User, once: UUID | str | None = None) -> Meeting:
    """Take it out; those after it move up. Its tasks stay, without the link.

    Raises:
        RefusedError: as for :func:`write_conclusion`.
    """
    meeting = locked_meeting(conclusion.meeting, by=by, states=_HELD)
    number, text = conclusion.number, conclusion.text
    conclusion.delete()
    for later in meeting.conclusions.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save()
    record("meeting.conclusion_struck", meeting, by=by, data={"number": number, "text": text}, once=once)
    return meeting


def _stored(facts: ConclusionFacts) -> dict[str, object]:
    return {**facts.__dict__, "text": facts.text.strip()}


def _check(meeting: Meeting, facts: ConclusionFacts) -> None:
    if not facts.text.strip():
        raise InputError("conclusion.text", vi="Hãy ghi nội dung kết luận.", en="Write the conclusion.")
    if facts.item and facts.item.meeting_id != meeting.pk:
        raise InputError(
            "conclusion.item",
            vi=f"“{facts.item.title}” không có trong chương trình của cuộc họp này.",
            en=f"“{facts.item.title}” is not on the agenda of this meeting.",
        )
