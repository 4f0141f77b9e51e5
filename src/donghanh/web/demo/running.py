"""The simulated province at work: three agreements, 120 commitments and 2,000 tasks with their history.

All of it is done by the application's own actions, as of a day: what lies before has happened, what lies after is
planned. Everything enters in one transaction, so an interrupted build leaves none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from donghanh.simulate.programme import Promise, SimReport, SimTask, simulate_programme
from donghanh.text import fold
from donghanh.web.demo import promises
from donghanh.web.demo.promises import RunningAgreement
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.agreements.register_agreement import AgreementFacts, register_agreement
from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.roadmap.assign_to_all import assign_to_all
from donghanh.web.programme.actions.roadmap.set_budget_line import set_budget_line
from donghanh.web.programme.actions.roadmap.set_year_content import set_year_content
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts, report_progress
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts
from donghanh.web.programme.models import Agreement, BudgetLine, Commitment, Content, Task

TASKS = 2000
SEED = 20250915
LATEST = date(2028, 6, 30)
"""The day the demo is built for is today, but not later: afterwards everything would be overdue."""
PROVINCE, OFFICE = "ubnd-lam-giang", "so-khcn-lam-giang"


def demo_day() -> date:
    """The day up to which the simulated province has a history."""
    return min(timezone.localdate(), LATEST)


def moment(day: date, hour: int = 9) -> datetime:
    """That hour of that day, in the province."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


@dataclass(frozen=True)
class Cast:
    """Who acts: the standing office, those who verify, and an officer of every organisation."""

    office: User
    judges: tuple[User, ...]
    officers: dict[str, User]
    organisations: dict[str, Organisation]

    @classmethod
    def assemble(cls, *, office: User, verifier: User) -> Cast:
        """Everybody of the simulated province."""
        organisations = {one.code: one for one in Organisation.objects.filter(is_simulated=True)}
        people = User.objects.filter(role__in=("standing_office", "department", "partner")).select_related(
            "organisation"
        )
        officers = {one.organisation.code: one for one in people if one.organisation}
        return cls(office, (verifier, office), officers, organisations)


@transaction.atomic
def build_running(read_in: Agreement, *, office: User, verifier: User, on: date) -> None:
    """The two further agreements and all tasks, unless they are there."""
    entered, steps = promises.agreements(), promises.stages()
    if Agreement.objects.filter(code=entered.agreements[0].code).exists():
        return
    cast = Cast.assemble(office=office, verifier=verifier)
    pairs = _read_in(read_in, steps, cast)
    for entry in entered.agreements:
        agreement = register_running(entry, entered, cast)
        wanted = [promises.promise(one, entry, steps) for _, one in entered.spelt_out(entry)]
        pairs += list(zip(agreement.commitments.order_by("number"), wanted, strict=True))
    projects = sum(bool(one.communes) for _, one in pairs)
    communes = sorted(code for code, one in cast.organisations.items() if one.kind == Organisation.Kind.COMMUNE)
    drawn = simulate_programme(
        [one for _, one in pairs],
        communes=communes,
        office=OFFICE,
        tasks=TASKS - projects - Task.objects.filter(commitment__agreement=read_in).count(),
        on=on,
        seed=SEED,
    )
    tasks = _handed_out(drawn, [one for one, _ in pairs], [one for _, one in pairs], cast)
    for task, one in zip(tasks, drawn, strict=True):
        _history(task, one, cast)
    _years(pairs, tasks, drawn, cast)


def _read_in(agreement: Agreement, steps: promises.Stages, cast: Cast) -> list[tuple[Commitment, Promise]]:
    pairs = []
    for entry in steps.read_in.commitments:
        commitment = next(one for one in agreement.commitments.all() if fold(entry.words) in fold(one.text))
        starts_on = agreement.signed_on or date(2025, 9, 15)
        ends_on = date(agreement.end_year or 2030, 12, 31)
        made = promises.promise_read_in(entry, commitment.text, starts_on=starts_on, ends_on=ends_on, steps=steps)
        pairs.append((commitment, made))
    return pairs


def register_running(entry: RunningAgreement, entered: promises.Agreements, cast: Cast) -> Agreement:
    """The agreement with its contents and commitments."""
    province, partner = cast.organisations[PROVINCE], cast.organisations[entry.partner]
    contents = {part.number: Content(number=part.number, title=part.title) for part in entry.contents}
    promisors = {"partner": partner, "province": province, "both": None}
    commitments = [
        Commitment(
            text=one.text,
            promisor=promisors[one.by],
            content=contents[part.number],
            areas=part.areas,
            province_owner=cast.organisations[one.owner],
            partner_owner=partner,
            product=one.product,
            target=one.target,
            due_on=date(entry.end_year, 12, 31),
            data_source=one.data,
        )
        for part, one in entered.spelt_out(entry)
    ]
    facts = AgreementFacts(
        code=entry.code,
        title=entry.title,
        province=province,
        partners=[partner],
        instrument=entry.instrument,
        signed_on=entry.signed_on,
        start_year=entry.start_year,
        end_year=entry.end_year,
        vision_year=entry.vision_year,
        source_title="Văn bản ký kết (dữ liệu mô phỏng)",
        contents=list(contents.values()),
        commitments=commitments,
        departments=[cast.organisations[OFFICE]],
    )
    return register_agreement(facts, by=cast.office)


def _handed_out(
    drawn: Sequence[SimTask], commitments: list[Commitment], wanted: list[Promise], cast: Cast
) -> list[Task]:
    """The stored tasks in the order of those drawn; what every commune gets is given to all at once."""
    tasks: dict[int, Task] = {}
    given = [(number, one) for number, one in enumerate(drawn) if one.is_given_to_all]
    for number, one in enumerate(drawn):
        if not one.is_given_to_all:
            tasks[number] = _task(one, commitments[one.promise], cast)
    for promise, several in groupby(given, key=lambda pair: pair[1].promise):
        parts = _given_to_all([one for _, one in given if one.promise == promise], commitments, wanted, cast)
        tasks |= {number: parts[one.lead] for number, one in several}
    for number, one in enumerate(drawn):
        if one.follows is not None:
            add_dependency(tasks[number], by=cast.office, before=tasks[one.follows])
    return [tasks[number] for number in range(len(drawn))]


def _task(one: SimTask, commitment: Commitment, cast: Cast) -> Task:
    task = create_task(
        commitment,
        by=cast.office,
        title=one.title,
        product=one.product,
        lead=cast.organisations[one.lead],
        starts_on=one.starts_on,
        due_on=one.due_on,
        co_organisations=[cast.organisations[code] for code in one.together_with],
        recurrence=one.recurrence,
        recurs_until=commitment.due_on if one.recurrence else None,
        is_kept_up=one.is_kept_up,
        at=moment(one.starts_on),
    )
    if one.planned is not None:
        is_partner = task.lead.kind == Organisation.Kind.PARTNER
        source = BudgetLine.Source.PARTNER if is_partner and commitment.promisor_id else BudgetLine.Source.PROVINCE
        set_budget_line(task, by=cast.office, year=one.due_on.year, source=source, planned=one.planned, spent=one.spent)
    return task


def _given_to_all(
    several: list[SimTask], commitments: list[Commitment], wanted: list[Promise], cast: Cast
) -> dict[str, Task]:
    first = several[0]
    facts = TaskFacts(
        title=first.title,
        product=first.product,
        lead=cast.organisations[wanted[first.promise].owner],
        starts_on=first.starts_on,
        due_on=first.due_on,
    )
    units = [cast.organisations[one.lead] for one in several]
    project = assign_to_all(commitments[first.promise], by=cast.office, facts=facts, units=units)
    return {one.lead.code: one for one in project.parts.select_related("lead", "commitment__agreement")}


def _history(task: Task, one: SimTask, cast: Cast) -> None:
    for said in one.reports:
        _reported(task, said, cast)
    if one.waits_for:
        set_waiting(task, by=cast.officers[one.lead], waits_for=one.waits_for, since=one.waits_since)
    if one.asks_until:
        asked = "Khối lượng tăng so với dự kiến, đề nghị lùi thời hạn."
        ask_extension(task, by=cast.officers[one.lead], due_on=one.asks_until, reason=asked)
    if one.dropped:
        drop_task(task, by=cast.office, reason=one.dropped)


def _reported(task: Task, said: SimReport, cast: Cast) -> None:
    author, at = cast.officers[task.lead.code], moment(said.written_on, 10)
    papers = []
    if said.is_claim:
        papers = [EvidenceFacts(said.number, said.written_on, task.lead.name, f"Báo cáo: {task.title}"[:500])]
    report = report_progress(task, by=author, text=said.text, is_claim=said.is_claim, evidence=papers, at=at)
    involved = {task.lead_id, *task.co_organisations.values_list("pk", flat=True)}
    judge = next((one for one in cast.judges if one.organisation_id not in involved), None)
    if said.judged_on is None or judge is None:
        return
    if said.verdict == "accepted":
        accept_claim(report, by=judge, at=moment(said.judged_on, 15))
    else:
        return_claim(report, by=judge, reason=said.reason, at=moment(said.judged_on, 15))


def _years(pairs: list[tuple[Commitment, Promise]], tasks: list[Task], drawn: Sequence[SimTask], cast: Cast) -> None:
    """What each year holds of a commitment: the steps that are due in it."""
    for number, (commitment, _) in enumerate(pairs):
        own = [one for one in drawn if one.promise == number and not one.is_given_to_all]
        for year, several in groupby(sorted(own, key=lambda one: one.due_on), key=lambda one: one.due_on.year):
            steps = "; ".join(dict.fromkeys(one.product for one in several))
            set_year_content(commitment, by=cast.office, year=year, text=f"Hoàn thành: {steps}.")
