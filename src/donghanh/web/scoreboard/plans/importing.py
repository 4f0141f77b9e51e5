"""What importing a table of candidate tasks would do, told before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from donghanh.errors import InputError
from donghanh.indices.planning.table import TITLES, Fault, Row, Told, read_tasks
from donghanh.text import fold, nearest
from donghanh.web.organisations.models import Organisation
from donghanh.web.scoreboard.models import CandidateTask, PlanQuestion
from donghanh.web.scoreboard.plans.asked import put_together


@dataclass(frozen=True)
class Coming:
    """A task of the table."""

    facts: dict[str, Any]
    lead: Organisation | None
    state: Literal["new", "changed", "same"]


@dataclass(frozen=True)
class Rehearsal:
    """All tasks of a table, and all that is wrong with it."""

    tasks: list[Coming]
    faults: list[Fault]

    def count(self, state: str) -> int:
        """Tasks that are new, changed or the same."""
        return sum(one.state == state for one in self.tasks)


def rehearse(question: PlanQuestion, rows: Sequence[Row]) -> Rehearsal:
    """What the table would add to the question and change in it."""
    known = {one.code: one for one in question.candidates.select_related("lead")}
    told, faults = read_tasks(rows, question.run.pinned.edition, list(known))
    offices = _offices() if any(one.lead for one in told) else {}
    leads = {}
    for one in told:
        leads[one.row] = offices.get(fold(one.lead)) if one.lead else None
        if one.lead and leads[one.row] is None:
            vi, en = nearest(one.lead, (office.short_name or office.name for office in set(offices.values())))
            vi, en = f"không có đơn vị “{one.lead}”; {vi}", f"there is no organisation “{one.lead}”; {en}"
            faults.append(Fault(one.row, TITLES["lead"], vi, en))
    if faults:
        return Rehearsal([], sorted(faults, key=lambda one: one.row))
    try:
        candidates = put_together(question, [one.facts for one in told])
    except InputError as error:
        return Rehearsal([], [Fault(0, "", error.vi, error.en)])
    tasks = [_coming(one, candidates.by_code[one.values["code"]].model_dump(mode="json"), leads, known) for one in told]
    return Rehearsal(tasks, [])


def _coming(
    told: Told, facts: dict[str, Any], leads: dict[int, Organisation | None], known: dict[str, CandidateTask]
) -> Coming:
    before, lead = known.get(facts["code"]), leads[told.row]
    if before is None:
        return Coming(facts, lead, "new")
    return Coming(facts, lead, "same" if before.facts == facts and before.lead == lead else "changed")


def _offices() -> dict[str, Organisation]:
    """Organisations by each name that means one of them alone."""
    named: dict[str, set[Organisation]] = {}
    for one in Organisation.objects.all():
        for name in {one.code, one.name, one.short_name}:
            named.setdefault(fold(name), set()).add(one)
    return {name: found.pop() for name, found in named.items() if name and len(found) == 1}
