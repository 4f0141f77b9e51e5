"""Open a scoring round of an index edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.indices.check import problems
from donghanh.indices.definition import Edition
from donghanh.periods import parse_period
from donghanh.text import nearest
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.models import Round
from donghanh.web.scoreboard.permissions import require_opening
from donghanh.web.scoreboard.questions import possible_subjects


@dataclass(frozen=True)
class Deadlines:
    """The days of a round, each the last on which its work may be done; ``opens_on`` is the first of all."""

    opens_on: date
    self_scoring_until: date
    appraisal_until: date
    explanation_until: date


@transaction.atomic
def open_round(
    edition: Edition,
    *,
    by: User,
    lead: Organisation,
    period: str,
    deadlines: Deadlines,
    name: str = "",
    subjects: Sequence[str] | None = None,
    once: UUID | str | None = None,
) -> Round:
    """The round, with the edition as it is now; without ``subjects`` all whom it scores in the lead's province.

    Raises:
        RefusedError: not the standing office, or such a round is open already.
        InputError: no such period, days out of order, nobody to score, or an edition that cannot be filled in.
    """
    require_opening(by)
    told = str(parse_period(period))
    _check(edition, deadlines)
    known = possible_subjects(edition, lead, told)
    chosen = list(dict.fromkeys(known if subjects is None else subjects))
    _check_subjects(chosen, known)
    _refuse_second(edition, told, lead)
    round = Round.objects.create(
        index_code=edition.code,
        edition=edition.edition,
        snapshot=edition.model_dump_json(exclude_defaults=True),
        period=told,
        name=name.strip() or f"{edition.name['vi']} {told}",
        lead=lead,
        subjects=chosen,
        opened_by=by,
        **vars(deadlines),
    )
    days = {key: day.isoformat() for key, day in vars(deadlines).items()}
    data = {"index": edition.code, "edition": edition.edition, "period": told, "lead": lead.code, **days}
    record("round.opened", round, by=by, data=data | {"subjects": len(chosen)}, once=once)
    return round


def _check(edition: Edition, deadlines: Deadlines) -> None:
    wrong = problems(edition)
    if wrong:
        raise InputError(wrong[0].code, vi=wrong[0].vi, en=wrong[0].en)
    if not edition.scored:
        raise InputError(
            "round.edition",
            vi=f"“{edition.name['vi']}” {edition.edition} chưa có chỉ số nào để chấm; bổ sung từ phụ lục trước.",
            en=f"“{edition.name['en']}” {edition.edition} has no item to score yet; fill it from the annex first.",
        )
    check_order(deadlines)


def check_order(deadlines: Deadlines) -> None:
    """Refuse days that do not follow one another.

    Raises:
        InputError: names all four.
    """
    days = list(vars(deadlines).values())
    if days != sorted(days):
        vi, en = ("; ".join(f"{day:%d/%m/%Y}" for day in days) for _ in range(2))
        raise InputError(
            "round.days",
            vi=f"Các mốc phải theo thứ tự: mở, hạn tự chấm, hạn thẩm định, hạn giải trình; đang là {vi}.",
            en=f"The days must follow: opening, self-scoring, appraisal, explanation; they are {en}.",
        )


def _check_subjects(chosen: list[str], known: list[str]) -> None:
    if not known or not chosen:
        raise InputError(
            "round.subjects",
            vi="Không tìm thấy đối tượng nào để chấm theo bộ chỉ số này: kiểm tra địa bàn của đơn vị chủ trì; "
            "doanh nghiệp và quốc gia không tự chấm trên nền tảng.",
            en="Nobody is found whom this edition scores: check the place of the lead organisation; enterprises and "
            "countries do not score themselves here.",
        )
    strange = [one for one in chosen if one not in known]
    if strange:
        vi, en = nearest(strange[0], known)
        raise InputError(
            "round.subjects",
            vi=f"Bộ chỉ số này không chấm “{strange[0]}”; {vi}",
            en=f"This edition does not score “{strange[0]}”; {en}",
        )


def _refuse_second(edition: Edition, period: str, lead: Organisation) -> None:
    same = Round.objects.filter(index_code=edition.code, edition=edition.edition, period=period, lead=lead)
    running = same.filter(closed_at=None).first()
    if running is not None:
        raise RefusedError(
            "state.round",
            vi=f"{lead} đang có đợt “{running.name}” cho kỳ {period} chưa đóng; dùng đợt đó hoặc đóng trước.",
            en=f"{lead} has the round “{running.name}” for {period} still open; use it or close it first.",
        )
