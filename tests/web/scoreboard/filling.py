"""A scoring round of two communes of Lam Giang, and short ways to take part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.cast import Cast

from donghanh.indices.definition import Edition
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.scoreboard.actions.appraise_answer import appraise_answer
from donghanh.web.scoreboard.actions.keeping_papers import PaperFacts
from donghanh.web.scoreboard.actions.open_round import Deadlines, open_round
from donghanh.web.scoreboard.actions.state_answer import state_answer
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.models import Answer, Appraisal, Round

CODES = {
    "science": "so-khcn-lam-giang",
    "home_affairs": "so-noi-vu-lam-giang",
    "finance": "so-tai-chinh-lam-giang",
    "committee_office": "vp-ubnd-lam-giang",
}
"""The offices of the cast by the codes that the index of Lam Giang names as verifiers."""
FULL = {
    "committee_chair": {"value": "head"},
    "plan_issued": {"value": "có"},
    "committee_meetings": {"value": "3"},
    "results_digitised": {"value": "40"},
    "complaints_late": {"numerator": "1", "denominator": "10"},
    "security_dossiers": {"numerator": "5", "denominator": "8"},
    "incident_plan": {"value": "không"},
    "community_teams": {"numerator": "8", "denominator": "10"},
    "cashless_fees": {"value": "30"},
    "people_helped": {"value": "60"},
    "wifi_points": {"value": "14"},
}
"""A commune's whole file."""
PAPER = PaperFacts(
    number="12/QĐ-UBND",
    issued_on=date(2026, 1, 15),
    issuer="UBND xã",
    abstract="Thành lập Ban Chỉ đạo",
    section="Điều 1",
)


@dataclass(frozen=True)
class Filling:
    """An open round and everybody who takes part."""

    cast: Cast
    round: Round
    an: User
    """Officer of the commune LG001."""
    binh: User
    """Officer of the commune LG002."""

    def state(self, item: str = "committee_meetings", by: User | None = None, **given: Any) -> Answer:
        """An's answer for LG001, unless said otherwise."""
        told = {"subject": "LG001", "inputs": FULL.get(item, {}), "once": uuid4()} | given
        if "seen" not in told:
            before = self.round.answers.filter(subject=told["subject"], item_code=item).first()
            told["seen"] = before.version if before else 0
        return state_answer(self.round, by=by or self.an, item=item, **told)

    def fill(self, subject: str = "LG001", by: User | None = None) -> None:
        """Every item of one commune, with a paper each."""
        for item, inputs in FULL.items():
            self.state(item, by, subject=subject, inputs=inputs, papers=[PAPER])

    def submitted(self, item: str = "committee_meetings", **given: Any) -> Answer:
        """An answer that waits for a verdict, whatever else is in the file."""
        answer = self.state(item, **given)
        answer.state, answer.submitted_by, answer.submitted_at = Answer.State.SUBMITTED, self.an, timezone.now()
        answer.save()
        return answer

    def judge(self, answer: Answer, verdict: str = "recognised", by: User | None = None, **given: Any) -> Appraisal:
        """The verdict of the standing office, which verifies most items."""
        told = {"seen": answer.version, "once": uuid4()} | given
        return appraise_answer(answer, by=by or self.cast.ha, verdict=verdict, **told)

    def move(self, **days: int) -> Round:
        """Set dates of the round, as days from today."""
        for name, days_off in days.items():
            setattr(self.round, name, timezone.localdate() + timedelta(days=days_off))
        self.round.save()
        return self.round


def days(first: int = -10, stating: int = 10, judging: int = 20, explaining: int = 30) -> Deadlines:
    """The days of a round, counted from today."""
    today = timezone.localdate()
    return Deadlines(*(today + timedelta(days=one) for one in (first, stating, judging, explaining)))


def surveyed() -> Edition:
    """The index of Lam Giang with one more item, which a survey gives."""
    told = edition_of("lg-cds", "2026").model_dump(mode="json", exclude_defaults=True)
    item = {"code": "satisfied", "name": {"vi": "Mức độ hài lòng", "en": "Satisfaction"}, "parents": ["community"]}
    item |= {"max": 5, "channel": "survey", "rule": {"kind": "points"}}
    told["items"].append(item)
    for node in told["nodes"]:
        if node["code"] in ("lg-cds", "society", "community"):
            node["max"] += 5
    return Edition.model_validate(told)


def start(cast: Cast, edition: Edition | None = None, *, deadlines: Deadlines | None = None) -> Filling:
    """The round, opened today's ten days ago by the standing office, which leads it."""
    for key, code in CODES.items():
        office = getattr(cast, key)
        office.code = code
        office.save()
    cast.province.place_code = "LG"
    cast.province.save()
    people = []
    for number, name in ((1, "an"), (2, "binh")):
        commune = Organisation.objects.create(
            code=f"xa-lg00{number}",
            name=f"UBND xã {number}",
            short_name=f"Xã {number}",
            kind=Organisation.Kind.COMMUNE,
            place_code=f"LG00{number}",
            is_simulated=True,
        )
        people.append(User.objects.create(username=name, full_name=name, organisation=commune, role=Role.DEPARTMENT))
    round = open_round(
        edition or edition_of("lg-cds", "2026"),
        by=cast.ha,
        lead=cast.science,
        period="2026",
        deadlines=deadlines or days(),
        subjects=["LG001", "LG002"],
        once=uuid4(),
    )
    return Filling(cast, round, *people)


def province_round(cast: Cast) -> Round:
    """A round of one subject, the province itself, led by the standing office; asked is what communes are."""
    for key, code in CODES.items():
        office = getattr(cast, key)
        office.code = code
        office.save()
    cast.province.place_code = "LG"
    cast.province.save()
    edition = edition_of("lg-cds", "2026").model_copy(update={"subjects": "province", "whole": None})
    return open_round(
        edition, by=cast.ha, lead=cast.science, period="2026", deadlines=days(), name="Đợt cấp tỉnh", once=uuid4()
    )
