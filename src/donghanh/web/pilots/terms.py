"""What is fixed before a pilot begins, and the seal by which anybody can tell that it stayed so.

The terms are the question, the deciding body, the days, every place with its group and reason, and every outcome with
its criterion and the definition of its indicator. Costs are none of them: they are reported while the pilot runs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from donghanh.errors import InputError
from donghanh.text import nearest
from donghanh.web.audit.models import Event
from donghanh.web.catalogue.querysets import packs
from donghanh.web.organisations.models import Organisation
from donghanh.web.pilots.models import Outcome, Pilot, PilotPlace
from donghanh.web.pilots.querysets import deciding_bodies
from donghanh.web.programme.models import Agreement, Body, Commitment

FEWEST_COMPARED = 2
"""Comparison places without which no method gives an estimate."""


@dataclass(frozen=True)
class OutcomeFacts:
    """An outcome as typed: the indicator, which way it should move, the smallest effect that matters in its unit."""

    indicator_code: str
    direction: str
    smallest: Decimal


@dataclass(frozen=True)
class PilotFacts:
    """A pilot as typed, but for its places and costs."""

    title: str
    question: str
    lead: Organisation
    body: Body
    baseline_from: date | None
    starts_on: date
    ends_on: date
    outcomes: Sequence[OutcomeFacts]

    def fields(self) -> dict[str, Any]:
        """What the pilot's own row holds."""
        names = ("title", "question", "lead", "body", "baseline_from", "starts_on", "ends_on")
        return {name: _plain(getattr(self, name)) for name in names}

    def rows(self, pilot: Pilot) -> list[Outcome]:
        """The outcomes as unsaved rows of that pilot."""
        known = packs().indicators
        return [
            Outcome(
                pilot=pilot,
                indicator_code=one.indicator_code,
                direction=one.direction,
                smallest=one.smallest,
                fingerprint=known[one.indicator_code].fingerprint,
            )
            for one in self.outcomes
        ]


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def check_facts(facts: PilotFacts, commitment: Commitment) -> None:
    """Refuse facts that contradict themselves or each other.

    Raises:
        InputError: no title or question, days out of order, a lead or body from outside, an indicator that no pack
            declares or that stands there twice, a negative criterion.
    """
    if not facts.title.strip() or not facts.question.strip():
        raise InputError(
            "pilot.words",
            vi="Thí điểm cần có tên và câu hỏi phải trả lời.",
            en="A pilot needs a title and the question it is to answer.",
        )
    baseline = facts.baseline_from or date.min
    if not baseline < facts.starts_on < facts.ends_on:
        raise InputError(
            "pilot.dates",
            vi=f"Kỳ gốc từ {baseline:%d/%m/%Y}, bắt đầu {facts.starts_on:%d/%m/%Y}, kết thúc "
            f"{facts.ends_on:%d/%m/%Y}: phải theo thứ tự đó. Hãy sửa ngày.",
            en=f"Baseline from {baseline:%d/%m/%Y}, start {facts.starts_on:%d/%m/%Y}, end "
            f"{facts.ends_on:%d/%m/%Y} must follow each other in that order. Mend the dates.",
        )
    if commitment.agreement.state == Agreement.State.CLOSED:
        raise InputError(
            "pilot.agreement",
            vi=f"Thỏa thuận “{commitment.agreement}” đã kết thúc nên không mở thí điểm mới. Hãy chọn cam kết khác.",
            en=f"The agreement “{commitment.agreement}” is closed and takes no pilot. Choose another commitment.",
        )
    if not deciding_bodies(commitment.agreement).filter(pk=facts.body.pk).exists():
        raise InputError(
            "pilot.body",
            vi=f"“{facts.body}” không phải tổ chức điều hành của thỏa thuận này hoặc đã giải thể. Hãy chọn lại.",
            en=f"“{facts.body}” does not steer this agreement, or is dissolved. Choose another body.",
        )
    _check_outcomes(facts.outcomes)


def _check_outcomes(outcomes: Sequence[OutcomeFacts]) -> None:
    known = packs().indicators
    codes = [one.indicator_code for one in outcomes]
    for one in outcomes:
        if one.indicator_code not in known:
            vi, en = nearest(one.indicator_code, known)
            raise InputError(
                "pilot.indicator",
                vi=f"Không có chỉ tiêu “{one.indicator_code}”: {vi}",
                en=f"There is no indicator “{one.indicator_code}”: {en}",
            )
        if codes.count(one.indicator_code) > 1:
            raise InputError(
                "pilot.indicator-twice",
                vi=f"Chỉ tiêu “{known[one.indicator_code].name['vi']}” được chọn hai lần. Hãy bỏ một.",
                en=f"The indicator “{known[one.indicator_code].name['en']}” is chosen twice. Remove one.",
            )
        if one.direction not in Outcome.Direction.values or one.smallest < 0:
            raise InputError(
                "pilot.criterion",
                vi=f"Mức tác động nhỏ nhất {one.smallest} phải từ 0 trở lên; chiều tăng hay giảm chọn riêng.",
                en=f"The smallest effect {one.smallest} must be 0 or more; the direction is chosen apart.",
            )


def lacking(pilot: Pilot) -> list[dict[str, str]]:
    """What must be there before the terms can be locked and is not, in both languages."""
    groups = [one.group for one in pilot.places.all()]
    found = []
    if pilot.baseline_from is None:
        found.append({"vi": "chưa ghi kỳ gốc từ ngày nào", "en": "no day from which the baseline counts"})
    if not pilot.outcomes.all():
        found.append({"vi": "chưa có chỉ tiêu kết quả và tiêu chí", "en": "no outcome with its criterion"})
    if PilotPlace.Group.TREATED not in groups:
        found.append({"vi": "chưa chọn địa bàn thí điểm", "en": "no pilot place"})
    if (count := groups.count(PilotPlace.Group.COMPARISON)) < FEWEST_COMPARED:
        found.append(
            {
                "vi": f"có {count} địa bàn đối chứng, cần ít nhất {FEWEST_COMPARED}",
                "en": f"{count} comparison places, at least {FEWEST_COMPARED} are wanted",
            }
        )
    return found


def terms_of(pilot: Pilot) -> str:
    """The terms as they stand in the rows, as JSON text that is the same for the same terms."""
    told = {
        "commitment": pilot.commitment_id,
        "question": pilot.question,
        "body": pilot.body_id,
        "baseline_from": pilot.baseline_from.isoformat() if pilot.baseline_from else None,
        "starts_on": pilot.starts_on.isoformat(),
        "ends_on": pilot.ends_on.isoformat(),
        "places": sorted([one.place_code, one.name, one.group, one.why] for one in pilot.places.all()),
        "outcomes": sorted(
            [one.indicator_code, one.direction, f"{one.smallest.normalize():f}", one.fingerprint]
            for one in pilot.outcomes.all()
        ),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def seal_of(terms: str) -> str:
    """SHA-256 of the terms."""
    return hashlib.sha256(terms.encode()).hexdigest()


def holds(pilot: Pilot) -> bool:
    """Whether the rows still say what was locked, and the log of the day tells the same seal."""
    logged = Event.objects.filter(
        action="pilot.locked", subject_type=pilot._meta.label_lower, subject_id=str(pilot.pk)
    ).first()
    now = seal_of(terms_of(pilot))
    return bool(logged and now == pilot.seal == seal_of(pilot.terms) == logged.data.get("seal"))


def redefined(pilot: Pilot) -> list[str]:
    """Codes of outcomes whose indicator is defined otherwise than when the terms were locked, or no more."""
    known = packs().indicators
    return [
        one.indicator_code
        for one in pilot.outcomes.all()
        if one.indicator_code not in known or known[one.indicator_code].fingerprint != one.fingerprint
    ]
