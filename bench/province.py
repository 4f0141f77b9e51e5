"""A large simulated programme written straight into the database, for what pages cost; nothing here is audited.

``python -m bench.province TASKS UNITS`` fills the database of ``DONGHANH_HOME`` (or ``DATABASE_URL``) and prints one
JSON document: who signs in with which session, and keys of records to open.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from donghanh.simulate.programme import SimTask, simulate_programme
from donghanh.web.door import setup

if TYPE_CHECKING:
    from donghanh.web.demo.promises import Agreements
    from donghanh.web.organisations.models import Organisation, User
    from donghanh.web.programme.models import Agreement, Commitment, Task

TODAY = datetime.now(UTC).date()
SEED = 20260121
DEPARTMENTS = 20
PEOPLE = 50
"""How many sign in at once: one leader in ten, as many of the standing office and verifiers, the rest units."""
BATCH = 2000
UNITS_OF_A_PROVINCE = 400
"""Each four hundred units have two agreements of their own, as ten large provinces in one installation would."""


def fill(tasks: int, units: int) -> dict[str, object]:
    """Organisations, agreements, commitments, tasks with their reports, requests, meetings, people."""
    from django.db import transaction

    from donghanh.web.demo import promises as known  # the same promises as the demo's

    with transaction.atomic():
        offices, communes, partners = _organisations(units)
        people = _people(offices, communes, partners)
        entered, steps = known.agreements(), known.stages()
        office = next(code for code, one in offices.items() if one.kind == "standing_office")
        everybody = offices | partners | {one.code: one for one in communes}
        agreements: list[Agreement] = []
        areas = max(1, units // UNITS_OF_A_PROVINCE)
        for number in range(areas):
            made, commitments = _agreements(entered, offices, partners, number)
            agreements += made
            promises = [
                known.promise(one, entry, steps) for entry in entered.agreements for _, one in entered.spelt_out(entry)
            ]
            keys = [one.code for one in communes[number::areas]]
            share = tasks // areas
            drawn = simulate_programme(
                promises, communes=keys, office=office, tasks=share, on=TODAY, seed=SEED + number
            )
            _tasks(drawn, len(promises), commitments, everybody, people)
        _requests(agreements, offices, people[0])
    return _opened(people, agreements)


def _organisations(units: int) -> tuple[dict[str, Organisation], list[Organisation], dict[str, Organisation]]:
    from donghanh.web.demo import content
    from donghanh.web.organisations.models import Organisation

    entries = content.organisations().simulated
    made = Organisation.objects.bulk_create(Organisation(**one.model_dump(), is_simulated=True) for one in entries)
    communes = Organisation.objects.bulk_create(
        (
            Organisation(
                code=f"xa-{number:05d}", name=f"UBND xã thứ {number:05d}", short_name=f"Xã {number:05d}", kind="commune"
            )
            for number in range(units - DEPARTMENTS)
        ),
        batch_size=BATCH,
    )
    partners = {one.code: one for one in made if one.kind == "partner"}
    return {one.code: one for one in made if one.kind != "partner"}, communes, partners


def _people(
    offices: dict[str, Organisation], communes: list[Organisation], partners: dict[str, Organisation]
) -> list[User]:
    from donghanh.web.organisations.models import User

    departments = [one for one in offices.values() if one.kind == "department"]
    given = [
        *[("standing_office", next(one for one in offices.values() if one.kind == "standing_office"))] * 5,
        *[("leader", offices["ubnd-lam-giang"])] * 5,
        *[("verifier", offices["vp-ubnd-lam-giang"])] * 5,
        *[("partner", one) for one in partners.values()] * 2,
        *[("department", one) for one in departments],
    ]
    given += [("department", one) for one in communes[: PEOPLE - len(given)]]
    return User.objects.bulk_create(
        User(username=f"nguoi{number}", full_name=f"Người {number}", role=role, organisation=organisation)
        for number, (role, organisation) in enumerate(given[:PEOPLE])
    )


def _agreements(
    entered: Agreements, offices: dict[str, Organisation], partners: dict[str, Organisation], number: int
) -> tuple[list[Agreement], list[Commitment]]:
    from donghanh.web.organisations.models import Organisation
    from donghanh.web.programme.models import Agreement, Commitment, Party

    name = f"UBND tỉnh thứ {number}"
    province = Organisation.objects.create(code=f"tinh-{number}", name=name, short_name=name, kind="province")
    agreements, commitments = [], []
    for entry in entered.agreements:
        agreement = Agreement.objects.create(
            code=f"{entry.code}-{number}",
            title=entry.title,
            instrument=entry.instrument,
            state="in_force",
            signed_on=entry.signed_on,
            start_year=entry.start_year,
            end_year=entry.end_year,
            province=province,
            is_simulated=True,
        )
        Party.objects.create(agreement=agreement, organisation=partners[entry.partner])
        agreements.append(agreement)
        commitments += Commitment.objects.bulk_create(
            Commitment(
                agreement=agreement,
                number=number,
                text=one.text,
                product=one.product,
                target=one.target,
                province_owner=offices[one.owner],
                partner_owner=partners[entry.partner],
                areas=part.areas,
            )
            for number, (part, one) in enumerate(entered.spelt_out(entry), 1)
        )
    return agreements, commitments


def _tasks(
    drawn: list[SimTask],
    promises: int,
    commitments: list[Commitment],
    known: dict[str, Organisation],
    people: list[User],
) -> None:
    from donghanh.text import fold
    from donghanh.web.programme.models import Task

    numbers = [0] * promises

    def rows() -> Iterator[Task]:
        for one in drawn:
            numbers[one.promise] += 1
            commitment, lead = commitments[one.promise], known[one.lead]
            code = f"{commitment.number}.{numbers[one.promise]}"
            yield Task(
                commitment=commitment,
                code=code,
                title=one.title,
                product=one.product,
                lead=lead,
                starts_on=one.starts_on,
                due_on=one.due_on,
                state=_state(one),
                recurrence=one.recurrence,
                recurs_until=date(2030, 12, 31) if one.recurrence else None,
                is_kept_up=one.is_kept_up,
                waits_for=one.waits_for if _state(one) == "waiting" else "",
                waits_since=one.waits_since if _state(one) == "waiting" else None,
                search_text=fold(f"{code} {one.title} {one.product} {lead.name} {lead.short_name}"),
            )

    tasks = Task.objects.bulk_create(rows(), batch_size=BATCH)
    through = Task.co_organisations.through
    through.objects.bulk_create(
        (
            through(task_id=task.pk, organisation_id=known[code].pk)
            for task, one in zip(tasks, drawn, strict=True)
            for code in one.together_with
        ),
        batch_size=BATCH,
    )
    _reports(tasks, drawn, people)


def _reports(tasks: list[Task], drawn: list[SimTask], people: list[User]) -> None:
    from donghanh.web.programme.models import ProgressReport

    ProgressReport.objects.bulk_create(
        (
            ProgressReport(
                task=task,
                written_by=people[0],
                written_at=_moment(said.written_on),
                text=said.text,
                is_claim=said.is_claim,
                due_on=one.due_on,
                state={"accepted": "accepted", "returned": "returned"}.get(said.verdict, "submitted"),
                judged_by=people[10] if said.verdict else None,
                judged_at=_moment(said.judged_on) if said.judged_on else None,
            )
            for task, one in zip(tasks, drawn, strict=True)
            for said in one.reports
        ),
        batch_size=BATCH,
    )


def _state(one: SimTask) -> str:
    claims = [said.verdict for said in one.reports if said.is_claim]
    if one.dropped:
        return "dropped"
    if one.waits_for:
        return "waiting"
    if claims and claims[-1] == "accepted" and not one.recurrence:
        return "verified"
    if claims and claims[-1] == "":
        return "claimed"
    return "in_progress" if one.reports else "not_started"


def _requests(agreements: list[Agreement], offices: dict[str, Organisation], person: User) -> None:
    from donghanh.web.programme.models import Request

    Request.objects.bulk_create(
        Request(
            agreement=agreement,
            number=number,
            kind="support",
            title=f"Kiến nghị thứ {number}",
            text="Đề nghị hỗ trợ.",
            asked_by=agreement.parties.all()[0].organisation,
            addressed_to=offices["ubnd-lam-giang"],
            due_on=TODAY + timedelta(days=number % 90 - 45),
            raised_by=person,
            raised_at=_moment(TODAY),
        )
        for agreement in agreements
        for number in range(1, 201)
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def _opened(people: list[User], agreements: list[Agreement]) -> dict[str, object]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from donghanh.web.programme.models import Task

    sessions = []
    for one in people:
        session = SessionStore()
        session[SESSION_KEY] = str(one.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = one.get_session_auth_hash()
        session.save()
        sessions.append({"role": one.role, "cookie": session.session_key, "unit": one.organisation.code})
    first = Task.objects.order_by("pk").first()
    return {
        "people": sessions,
        "agreements": [one.code for one in agreements],
        "task": first.pk,
        "commitment": first.commitment_id,
        "partners": [one["unit"] for one in sessions if one["role"] == "partner"],
    }


if __name__ == "__main__":
    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    print(json.dumps(fill(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201
