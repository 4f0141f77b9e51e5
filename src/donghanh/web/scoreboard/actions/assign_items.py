"""The lead gives items of a file to an office to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.indices.definition import Edition
from donghanh.text import nearest
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.actions.keeping_papers import locked_round
from donghanh.web.scoreboard.models import Assignment, Round
from donghanh.web.scoreboard.permissions import require_leading
from donghanh.web.scoreboard.questions import assignable, questions_of, typed
from donghanh.web.scoreboard.windows import check_not_closed


@transaction.atomic
def assign_items(
    round: Round,
    *,
    by: User,
    items: Sequence[str],
    organisation: Organisation,
    subject: str = "",
    due_on: date | None = None,
    coordinators: str = "",
    reason: str = "",
    once: UUID | str | None = None,
) -> list[Assignment]:
    """The assignments made or changed; what an earlier one said is in the audit log.

    ``items`` are codes of items or of groups, of which every item that is filled in is meant. Without ``subject`` they
    are given for all subjects of the round; without ``due_on`` they are due on the last day of self-scoring.

    Raises:
        RefusedError: not of the lead, the round is closed, or everything stands so already.
        InputError: no such subject or item, an item nobody types, an office that may not fill in, a day outside
            self-scoring; each is named.
    """
    round = locked_round(round)
    require_leading(by, round)
    check_not_closed(round)
    _check_due(round, due_on)
    _check_office(round, organisation)
    codes = _codes(round, items)
    subjects = _subjects(round, subject)
    told = {"organisation": organisation, "due_on": due_on, "coordinators": coordinators.strip()}
    known = {(one.subject, one.item_code): one for one in round.assignments.select_related("organisation")}
    now = timezone.now()
    wanted = [
        Assignment(round=round, subject=one, item_code=code, assigned_by=by, assigned_at=now, **told)
        for one in subjects
        for code in codes
        if not _stands(known.get((one, code)), told)
    ]
    if not wanted:
        raise RefusedError(
            "state.assignment",
            vi=f"Các chỉ số đã chọn đang giao {organisation} đúng như vậy; không có gì để thay đổi.",
            en=f"What was chosen is assigned to {organisation} just so already; there is nothing to change.",
        )
    Assignment.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["round", "subject", "item_code"],
        update_fields=["organisation", "due_on", "coordinators", "assigned_by", "assigned_at"],
    )
    record("round.assigned", round, by=by, reason=reason.strip(), data=_told(wanted, known), once=once)
    return wanted


def _stands(known: Assignment | None, told: dict[str, object]) -> bool:
    return known is not None and all(getattr(known, name) == value for name, value in told.items())


def _told(given: list[Assignment], known: Mapping[tuple[str, str], Assignment]) -> dict[str, object]:
    """What the log keeps: who got what, and by subject and item who had it before."""
    keys = {(one.subject, one.item_code): f"{one.subject}/{one.item_code}" for one in given}
    return {
        "organisation": given[0].organisation.code,
        "due_on": given[0].due_on.isoformat() if given[0].due_on else "",
        "coordinators": given[0].coordinators,
        "given": list(keys.values()),
        "before": {said: known[key].organisation.code for key, said in keys.items() if key in known},
    }


def _subjects(round: Round, subject: str) -> list[str]:
    if subject and subject not in round.subjects:
        vi, en = nearest(subject, round.subjects)
        vi, en = f"Đợt này không chấm “{subject}”; {vi}", f"This round does not score “{subject}”; {en}"
        raise InputError("round.subject", vi=vi, en=en)
    return [subject] if subject else list(round.subjects)


def _codes(round: Round, parts: Sequence[str]) -> list[str]:
    """The items that these items and groups come to, each once, in the edition's order."""
    edition: Edition = round.definition
    open_items = {one.item.code: one for one in typed(questions_of(round, ""))}
    chosen: set[str] = set()
    for part in parts:
        if part not in edition.by_code:
            vi, en = nearest(part, edition.by_code)
            raise InputError("round.item", vi=f"Không có chỉ số “{part}”; {vi}", en=f"There is no item “{part}”; {en}")
        below = [item.code for item in edition.items_under(part) if item.code in open_items]
        if not below:
            name = edition.by_code[part].name
            raise InputError(
                "assign.item",
                vi=f"“{name['vi']}” được đo, khảo sát hoặc chờ phụ lục, không có số liệu để giao đơn vị nhập.",
                en=f"“{name['en']}” is measured, surveyed or waits for the annex; there is nothing to fill in.",
            )
        chosen.update(below)
    if not chosen:
        raise InputError("assign.none", vi="Chưa chọn chỉ số hoặc nhóm nào để giao.", en="Choose an item or a group.")
    return [code for code in open_items if code in chosen]


def _check_office(round: Round, organisation: Organisation) -> None:
    if not assignable(round).filter(pk=organisation.pk).exists():
        raise InputError(
            "assign.office",
            vi=f"{organisation} không nhập số liệu trong đợt này; chọn sở, ngành của tỉnh hoặc đơn vị được chấm.",
            en=f"{organisation} does not fill in this round; choose an office of the province or the subject's own.",
        )


def _check_due(round: Round, due_on: date | None) -> None:
    first = max(round.opens_on, timezone.localdate())
    if due_on is not None and not first <= due_on <= round.self_scoring_until:
        raise InputError(
            "assign.due",
            vi=f"Hạn nhập {due_on:%d/%m/%Y} phải từ {first:%d/%m/%Y} đến hạn tự chấm "
            f"{round.self_scoring_until:%d/%m/%Y}.",
            en=f"The due day {due_on:%d/%m/%Y} must lie from {first:%d/%m/%Y} to the end of self-scoring, "
            f"{round.self_scoring_until:%d/%m/%Y}.",
        )
