"""What the sources say of the real agreements beyond commitments: bodies, requests, meetings, announced pilots."""

from __future__ import annotations

from datetime import timedelta

from donghanh.web.demo.content import BodyEntry, MeetingEntry, PilotEntry, RealAgreement, RequestEntry
from donghanh.web.demo.running import moment
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.pilots.actions.draft_pilot import draft_pilot
from donghanh.web.pilots.terms import PilotFacts
from donghanh.web.programme.actions.agreements.change_agreement_state import change_agreement_state
from donghanh.web.programme.actions.governance.change_body import change_body
from donghanh.web.programme.actions.governance.invite_person import invite_person
from donghanh.web.programme.actions.governance.join_body import join_body
from donghanh.web.programme.actions.governance.plan_meeting import MeetingFacts, plan_meeting
from donghanh.web.programme.actions.governance.set_up_body import BodyFacts
from donghanh.web.programme.actions.governance.take_minutes import take_minutes
from donghanh.web.programme.actions.governance.write_conclusion import ConclusionFacts, write_conclusion
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.actions.requests.raise_request import RequestFacts, raise_request
from donghanh.web.programme.models import Agreement

ENDED = "Giai đoạn của thỏa thuận đã qua, theo năm cuối ghi trong nguồn."


def build_details(agreement: Agreement, entry: RealAgreement, *, by: User) -> None:
    """Enter them while the agreement is still open, then close it where its period is over."""
    for one in entry.bodies:
        _body(agreement, one, by)
    for request in entry.requests:
        _request(agreement, request, by)
    for meeting in entry.meetings:
        _meeting(agreement, meeting, by)
    for pilot in entry.pilots:
        _pilot(agreement, pilot, by)
    if entry.state == Agreement.State.CLOSED:
        for state in (Agreement.State.CLOSING, Agreement.State.CLOSED):
            change_agreement_state(agreement, by=by, state=state, reason=ENDED)


def _body(agreement: Agreement, entry: BodyEntry, by: User) -> None:
    body = agreement.bodies.get(name=entry.name)
    departments = list(Organisation.objects.filter(code__in=entry.departments))
    facts = BodyFacts(entry.kind, entry.name, agreement=agreement, departments=departments, duties=entry.duties)
    change_body(body, facts, by=by)
    for one in entry.members:
        join_body(body, by=by, name=one.name, position=one.position, role=one.role, since=one.since)


def _request(agreement: Agreement, entry: RequestEntry, by: User) -> None:
    facts = RequestFacts(
        kind=entry.kind,
        title=entry.title,
        text=entry.text,
        due_on=entry.due_on,
        asked_by=Organisation.objects.get(code=entry.asked_by),
        addressed_to=Organisation.objects.get(code=entry.addressed_to),
    )
    asked = raise_request(agreement, by=by, facts=facts, at=moment(entry.on))
    if entry.answer:
        answer_request(
            asked, by=by, verdict=entry.answer.verdict, text=entry.answer.text, at=moment(entry.answer.on, 11)
        )


def _meeting(agreement: Agreement, entry: MeetingEntry, by: User) -> None:
    body = agreement.bodies.get(name=entry.body)
    facts = MeetingFacts(
        title=entry.title,
        starts_at=moment(entry.on, 8),
        ends_at=moment(entry.on, 11),
        room=entry.room,
        link=entry.link,
        agreement=agreement,
        chair=body.memberships.filter(name=entry.chair).first() if entry.chair else None,
    )
    meeting = plan_meeting(body, facts, by=by, with_members=False)
    for one in entry.present:
        invite_person(meeting, by=by, name=one.name, position=f"{one.role}, {one.organisation}")
    present = list(meeting.attendances.values_list("pk", flat=True))
    meeting = take_minutes(meeting, by=by, text=entry.minutes, present=present, at=moment(entry.on, 12))
    for text in entry.conclusions:
        write_conclusion(meeting, ConclusionFacts(text, needs_task=False), by=by)


def _pilot(agreement: Agreement, entry: PilotEntry, by: User) -> None:
    commitment = agreement.commitments.get(number=entry.commitment)
    facts = PilotFacts(
        title=entry.title,
        question=f"{entry.question} Địa bàn nguồn nêu: {', '.join(entry.places)}. {entry.replicates}",
        lead=Organisation.objects.get(code=entry.lead),
        body=agreement.bodies.get(name=entry.body),
        baseline_from=None,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        outcomes=[],
    )
    draft_pilot(commitment, by=by, facts=facts, at=moment(entry.starts_on - timedelta(days=1)))
