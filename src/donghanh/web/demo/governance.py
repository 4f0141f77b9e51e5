"""Bodies, forty meetings and the requests of the simulated province, by the application's own actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from donghanh.web.demo.governance_content import AskEntry, BoardEntry, MeetingsEntry, governance
from donghanh.web.demo.running import PROVINCE, Cast, moment
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.arrange_agenda import Point, add_open_items, arrange_agenda
from donghanh.web.programme.actions.governance.call_meeting import call_meeting
from donghanh.web.programme.actions.governance.follow_conclusion import link_task, settle_without_task
from donghanh.web.programme.actions.governance.issue_notice import issue_notice
from donghanh.web.programme.actions.governance.join_body import join_body
from donghanh.web.programme.actions.governance.leave_body import leave_body
from donghanh.web.programme.actions.governance.plan_meeting import MeetingFacts, plan_meeting
from donghanh.web.programme.actions.governance.set_up_body import BodyFacts, set_up_body
from donghanh.web.programme.actions.governance.take_minutes import take_minutes
from donghanh.web.programme.actions.governance.write_conclusion import ConclusionFacts, write_conclusion
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.actions.requests.raise_request import RequestFacts, raise_request
from donghanh.web.programme.actions.requests.settle_request import settle_request
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Agreement, Body, Meeting, Membership, Task
from donghanh.web.programme.querysets.governance import tasks_before

OPEN_NOTICES = 2
"""The newest meetings held whose conclusions are not issued yet."""


@transaction.atomic
def build_governance(*, office: User, verifier: User, on: date) -> None:
    """Everything, unless the first body is there."""
    entered = governance()
    if Body.objects.filter(name=entered.bodies[0].name).exists():
        return
    cast = Cast.assemble(office=office, verifier=verifier)
    bodies: dict[str, Body] = {}
    for entry in entered.bodies:
        bodies[entry.key] = set_up(entry, bodies, cast)
    _meetings(entered.meetings, bodies, cast, on)
    for ask in entered.requests:
        _request(ask, cast, on)


def set_up(entry: BoardEntry, bodies: dict[str, Body], cast: Cast) -> Body:
    """The body with its decision and members; ``bodies`` are those above it, by key."""
    facts = BodyFacts(
        kind=entry.kind,
        name=entry.name,
        province=cast.organisations[PROVINCE],
        parent=bodies.get(entry.parent),
        departments=[cast.organisations[code] for code in entry.departments],
        duties=entry.duties,
    )
    body = set_up_body(facts, by=cast.office, decision=EvidenceFacts(**entry.decision.model_dump()))
    accounts = {one.full_name: one for one in User.objects.filter(organisation__is_simulated=True)}
    for one in entry.members:
        seat = join_body(
            body,
            by=cast.office,
            name=one.name,
            since=one.since,
            role=one.role,
            position=one.position,
            organisation=cast.organisations[one.organisation] if one.organisation else None,
            user=accounts.get(one.name),
            decision=body.decisions.get(),
        )
        if one.until:
            leave_body(seat, by=cast.office, until=one.until, reason="Chuyển công tác")
    return body


def _meetings(entry: MeetingsEntry, bodies: dict[str, Body], cast: Cast, on: date) -> None:
    held: list[Meeting] = []
    for number in range(entry.number):
        key = entry.order[number % len(entry.order)]
        day = on + timedelta(days=entry.every * (number - entry.number + entry.ahead + 1) - entry.every // 2)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        meeting = _called(entry, key, bodies[key], cast, day)
        if day < on:
            held.append(_held(entry, meeting, cast, day))
    for number, meeting in enumerate(held[:-OPEN_NOTICES], 1):
        issued_on = meeting.starts_at.date() + timedelta(days=2)
        issue_notice(meeting, by=cast.office, number=f"{number}/TB-BĐH", on=issued_on, at=moment(issued_on))


def _called(entry: MeetingsEntry, key: str, body: Body, cast: Cast, day: date) -> Meeting:
    facts = MeetingFacts(
        title=f"{entry.titles[key]}, ngày {day:%d/%m/%Y}",
        starts_at=moment(day, 8),
        ends_at=moment(day, 10),
        secretary=cast.office,
        room="Phòng họp số 2, trụ sở UBND tỉnh",
        link=entry.link if key == "operating" else "",
        chair=body.memberships.filter(role=Membership.Role.CHAIR, since__lte=day).first(),
    )
    meeting = plan_meeting(body, facts, by=cast.office)
    arrange_agenda(meeting, [Point("Tình hình thực hiện nhiệm vụ", 30, "Cơ quan thường trực")], by=cast.office)
    add_open_items(meeting, by=cast.office, tasks=_late(body, cast, day))
    return call_meeting(meeting, by=cast.office, at=moment(day - timedelta(days=7)))


def _late(body: Body, cast: Cast, day: date) -> Sequence[Task]:
    """Three tasks the body looks after that were due shortly before that day."""
    due = tasks_before(body, cast.office).filter(project=None, due_on__lt=day, starts_on__isnull=False)
    return list(due.select_related("lead", "commitment__agreement").order_by("-due_on", "pk")[:3])


def _held(entry: MeetingsEntry, meeting: Meeting, cast: Cast, day: date) -> Meeting:
    attendances = list(meeting.attendances.all())
    chair = meeting.chair.name if meeting.chair else ""
    present = [one.pk for number, one in enumerate(attendances) if one.name == chair or (number + day.day) % 7]
    meeting = take_minutes(meeting, by=cast.office, text=entry.minutes, present=present, at=moment(day, 11))
    item = meeting.agenda.exclude(task=None).select_related("task__lead").first()
    if item is not None and item.task is not None:
        text = entry.conclusions[0].format(task=item.task.title)
        due = day + timedelta(days=30)
        conclusion = write_conclusion(meeting, ConclusionFacts(text, item.task.lead, due, item), by=cast.office)
        link_task(conclusion, item.task, by=cast.office)
    others = [write_conclusion(meeting, ConclusionFacts(text), by=cast.office) for text in entry.conclusions[1:]]
    for one in others[day.month % 2 :]:
        settle_without_task(one, by=cast.office, reason="Việc thường xuyên, không giao nhiệm vụ riêng.")
    return meeting


def _request(entry: AskEntry, cast: Cast, on: date) -> None:
    day = on - timedelta(days=entry.days_ago)
    agreement = _agreement(entry)
    by = cast.office if entry.outside else cast.officers[entry.by]
    facts = RequestFacts(
        kind=entry.kind,
        title=entry.title,
        text=entry.text,
        due_on=day + timedelta(days=entry.days),
        addressed_to=cast.organisations[entry.to] if entry.to else None,
        addressee_outside=entry.outside,
    )
    asked = raise_request(agreement, by=by, facts=facts, at=moment(day))
    if entry.answer is None:
        return
    after = day + timedelta(days=entry.answer.after)
    speaker = cast.officers.get(entry.to, cast.office)
    answer_request(asked, by=speaker, verdict=entry.answer.verdict, text=entry.answer.text, at=moment(after, 14))
    if entry.outcome:
        settle_request(asked, by=by, outcome=entry.outcome, at=moment(after + timedelta(days=3)))


def _agreement(entry: AskEntry) -> Agreement:
    """The one named, or the newest with one of the two as its partner."""
    if entry.agreement:
        return Agreement.objects.get(code=entry.agreement)
    named = Agreement.objects.filter(parties__organisation__code__in=[entry.by, entry.to], parties__side="partner")
    return named.order_by("-signed_on", "pk")[0]
