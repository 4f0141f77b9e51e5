"""Pilots of Lam Giang for the tests: a draft, one brought to any state, and data with a known effect in the lake."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from django.utils import timezone
from tests.cast import Cast, make_agreement

from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import dataset_of
from donghanh.web.organisations.models import Organisation
from donghanh.web.pilots.actions.choose_places import PlaceChoice, choose_places
from donghanh.web.pilots.actions.decide_pilot import DecisionFacts, decide_pilot
from donghanh.web.pilots.actions.draft_pilot import draft_pilot
from donghanh.web.pilots.actions.end_pilot import end_pilot
from donghanh.web.pilots.actions.lock_pilot import lock_pilot
from donghanh.web.pilots.actions.start_pilot import start_pilot
from donghanh.web.pilots.estimates import estimate
from donghanh.web.pilots.measured import as_text
from donghanh.web.pilots.models import Assessment, Finding, Pilot
from donghanh.web.pilots.terms import OutcomeFacts, PilotFacts
from donghanh.web.programme.models import Body, Commitment

ON_TIME = "services.on_time_share"
BASELINE, START, END = date(2025, 8, 1), date(2026, 1, 1), date(2026, 4, 30)
AFTER = date(2026, 5, 15)
TREATED = ("LG001", "LG002", "LG003", "LG004")
OTHERS = tuple(f"LG{number:03d}" for number in range(5, 15))
MONTHS = [(2025, 8), (2025, 9), (2025, 10), (2025, 11), (2025, 12), (2026, 1), (2026, 2), (2026, 3), (2026, 4)]
HEADER = "dossier_id,procedure_code,commune_code,submitted_on,due_on,completed_on,channel,applicant_name"
DOSSIERS = 20
"""Of each commune in each month; those settled on time decide the share."""


def at(day: date) -> datetime:
    """That day at noon."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())


def commitment_of(cast: Cast) -> Commitment:
    """The third commitment of Sao Lam's agreement, in a province with a place."""
    cast.province.place_code = "LG"
    cast.province.save()
    found = Commitment.objects.filter(number=3).first()
    return found or make_agreement(cast).commitments.get(number=3)


def body_of(cast: Cast) -> Body:
    """The steering committee of the agreement."""
    agreement = commitment_of(cast).agreement
    made, _ = Body.objects.get_or_create(
        agreement=agreement, kind=Body.Kind.STEERING_COMMITTEE, name="Ban Chỉ đạo hợp tác Lam Giang – Sao Lam"
    )
    return made


def facts(cast: Cast, **given: object) -> PilotFacts:
    """What a pilot of one-stop shops is, led by Sở Nội vụ."""
    wanted = {
        "title": "Trợ lý nhắc hạn tại bộ phận một cửa",
        "question": "Trợ lý nhắc hạn có làm tăng tỷ lệ hồ sơ đúng hạn không?",
        "lead": cast.home_affairs,
        "body": body_of(cast),
        "baseline_from": BASELINE,
        "starts_on": START,
        "ends_on": END,
        "outcomes": [OutcomeFacts(ON_TIME, "up", Decimal(5))],
    }
    return PilotFacts(**wanted | given)


def choices(treated: tuple[str, ...] = TREATED, others: tuple[str, ...] = OTHERS) -> list[PlaceChoice]:
    """Places with a reason each."""
    found = [PlaceChoice(code, "treated", "Nhiều hồ sơ") for code in treated]
    return found + [PlaceChoice(code, "comparison", "Quy mô tương tự") for code in others]


def make_draft(cast: Cast, **given: object) -> Pilot:
    """A draft with its places."""
    day = at(date(2025, 12, 1))
    made = draft_pilot(commitment_of(cast), by=cast.ha, facts=facts(cast, **given), at=day, once=uuid4())
    return choose_places(made, by=cast.ha, places=choices(), once=uuid4())


def make_locked(cast: Cast, on: date = date(2025, 12, 20), **given: object) -> Pilot:
    """A pilot whose terms are locked."""
    return lock_pilot(make_draft(cast, **given), by=cast.ha, at=at(on), once=uuid4())


def make_running(cast: Cast, **given: object) -> Pilot:
    """A pilot that runs."""
    return start_pilot(make_locked(cast, **given), by=cast.ha, on=START, once=uuid4())


def make_assessed(cast: Cast, **given: object) -> Pilot:
    """A pilot with an assessment that no data was there for: quick to make, the same in all that is no figure."""
    pilot = make_running(cast, **given)
    inputs = {
        "indicator": ON_TIME,
        "measure": "percent",
        "snapshot": 1,
        "boundaries": "own",
        "start": "2026-01",
        "treated": {one.place_code: one.name for one in pilot.places.filter(group="treated")},
        "comparisons": {one.place_code: one.name for one in pilot.places.filter(group="comparison")},
        "periods": [],
        "values": [],
        "direction": "up",
        "smallest": 5.0,
    }
    made = Assessment.objects.create(
        pilot=pilot, number=1, is_interim=False, made_by=cast.ha, made_at=at(END + timedelta(days=5))
    )
    result = estimate(inputs)
    Finding.objects.create(
        assessment=made,
        indicator_code=ON_TIME,
        snapshot=1,
        verdict=result["verdict"],
        inputs=as_text(inputs),
        result=as_text(result),
    )
    pilot.state = Pilot.State.ASSESSED
    pilot.save()
    return pilot


def make_decided(cast: Cast, choice: str = "scale", **given: object) -> Pilot:
    """A pilot its body has decided on, by a paper."""
    pilot = make_assessed(cast, **given)
    told = DecisionFacts(choice, "Hiệu quả rõ, chi phí thấp", decided_on=AFTER, number="12/QĐ-BCĐ")
    decide_pilot(pilot, by=cast.ha, facts=told, at=at(AFTER), once=uuid4())
    pilot.refresh_from_db()
    return pilot


STATES = {
    "draft": make_draft,
    "locked": make_locked,
    "running": make_running,
    "assessed": make_assessed,
    "decided": make_decided,
    "closed": lambda cast: end_pilot(make_decided(cast), by=cast.ha, reason="Đã chuyển giao", once=uuid4()),
    "cancelled": lambda cast: end_pilot(make_draft(cast), by=cast.ha, reason="Không còn cần", once=uuid4()),
}
"""State → a pilot in it."""


def commune_offices(cast: Cast, codes: tuple[str, ...]) -> list[Organisation]:
    """The communes' own offices."""
    return [
        Organisation.objects.create(
            code=f"xa-{code.lower()}",
            name=f"UBND {code}",
            short_name=f"UBND {code}",
            kind=Organisation.Kind.COMMUNE,
            place_code=code,
        )
        for code in codes
    ]


def load_panel(
    cast: Cast, folder: Path, *, effect: int = 5, places: tuple[str, ...] = (*TREATED, *OTHERS), twist: int = 0
) -> None:
    """Dossiers of these communes: 10 to 13 of 20 on time in every month, ``effect`` more in treated places since 2026.

    ``twist`` changes the pattern, so that a second load is another one.
    """
    rows = []
    for n, code in enumerate(places):
        for m, (year, month) in enumerate(MONTHS):
            on_time = 10 + (3 * n + 2 * m + n * m + twist) % 4
            if code in TREATED and (year, month) >= (2026, 1):
                on_time += effect
            for one in range(DOSSIERS):
                completed = 9 if one < on_time else 20
                rows.append(
                    f"{code}-{year}-{month}-{one},1.000001,{code},{year}-{month:02d}-02,{year}-{month:02d}-10,"
                    f"{year}-{month:02d}-{completed:02d},online,A"
                )
    file = folder / f"ho-so-{twist}.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    as_of = date(2026, 5, 10 + twist)
    load_file(dataset_of("services.dossiers"), file, by=cast.ha, file_name=file.name, as_of=as_of, once=uuid4())
