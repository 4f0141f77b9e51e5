"""A paper is laid before a meeting."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.attach_paper import attach_paper
from donghanh.web.programme.actions.governance.invite_person import NOT_CONCLUDED
from donghanh.web.programme.actions.governance.locked_meeting import locked_meeting
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Meeting, MeetingPaper


@transaction.atomic
def lay_paper(meeting: Meeting, facts: EvidenceFacts, *, by: User, once: UUID | str | None = None) -> MeetingPaper:
    """Keep the paper with the meeting; everybody invited can read it.

    Raises:
        InputError: number, issuer or abstract is missing, or a bad file.
        RefusedError: neither the standing office nor the secretary; or the conclusions are issued, or it is cancelled.
    """
    meeting = locked_meeting(meeting, by=by, states=NOT_CONCLUDED)
    paper = attach_paper(MeetingPaper(meeting=meeting), facts)
    record("meeting.paper_laid", meeting, by=by, data={"paper": paper.number}, once=once)
    return paper
