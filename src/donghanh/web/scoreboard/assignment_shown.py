"""Assignments as rows of a page: the tree with who has what, what was changed, an office's own list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.models import Round
from donghanh.web.scoreboard.questions import Offices, questions_of, subject_name
from donghanh.web.scoreboard.round_querysets import OwnItem
from donghanh.web.scoreboard.round_shown import state_of
from donghanh.web.scoreboard.shown import outline


def assignment_rows(round: Round, subject: str, offices: Offices) -> list[dict[str, Any]]:
    """The tree of the edition: each item that is filled in with its office, due day and state."""
    asked = {one.item.code: one for one in questions_of(round, subject)}
    answers = {one.item_code: one for one in round.answers.filter(subject=subject)}
    rows: list[dict[str, Any]] = []
    for part in outline(round.definition):
        code = part["part"].code
        if part["is_node"]:
            rows.append(part | {"is_open": False, "office": None})
        elif code in asked:
            question = asked[code]
            state, tone = state_of(question, answers.get(code))
            given = offices.assignments.get((subject, code))
            rows.append(
                part
                | {
                    "is_open": not question.is_measured and not question.is_survey,
                    "office": offices.responsible(question),
                    "is_default": given is None,
                    "due": given.due(round) if given else round.self_scoring_until,
                    "coordinators": given.coordinators if given else "",
                    "state": state,
                    "tone": tone,
                }
            )
    return rows


def assignment_changes(round: Round, subject: str, offices: Offices) -> list[dict[str, Any]]:
    """Who gave what to whom, the newest first; of a reassignment who had it before."""
    found = []
    for event in events_about(round).filter(action="round.assigned"):
        mine = [one for one in event.data["given"] if one.startswith(f"{subject}/")]
        earlier = [event.data["before"][one] for one in mine if one in event.data["before"]]
        if mine:
            found.append(
                {
                    "at": event.at,
                    "by": event.actor_name,
                    "reason": event.reason,
                    "count": len(mine),
                    "office": _office(offices, event.data["organisation"]),
                    "earlier": sorted({_office(offices, one) for one in earlier}),
                }
            )
    return found


def _office(offices: Offices, code: str) -> str:
    return str(offices.by_code.get(code, code))


def own_rows(items: Iterable[OwnItem], offices: Offices, on: date) -> list[dict[str, Any]]:
    """An office's items of one round, each with its state, what it lacks, and whether it is late."""
    lacking = {"": "", "value": _("the value is lacking"), "evidence": _("the papers wanted are lacking")}
    names: dict[str, str] = {}
    rows = []
    for one in items:
        subject = one.question.subject
        names.setdefault(subject, subject_name(offices.round, subject, offices))
        state, tone = state_of(one.question, one.answer)
        rows.append(
            {
                "own": one,
                "round": offices.round,
                "subject": names[subject],
                "state": state,
                "tone": tone,
                "lacking": lacking[one.lacking] if one.is_open else "",
                "is_late": one.is_open and one.due < on,
            }
        )
    return rows
