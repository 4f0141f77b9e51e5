"""What the sets nested below an edition have already worked out: inputs of its items, with where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.indices.nested import fed
from donghanh.periods import parse_period
from donghanh.web.organisations.models import Organisation
from donghanh.web.scoreboard.models import Round, Run
from donghanh.web.scoreboard.own_editions import nested_below
from donghanh.web.scoreboard.querysets import province_code
from donghanh.web.scoreboard.questions import Question


@dataclass(frozen=True)
class Known:
    """Inputs of one item that a scoring of a nested set gives."""

    run: Run
    inputs: dict[str, str]
    """Raw inputs by role."""
    source: str


def known_below(question: Question) -> Known | None:
    """What the newest scoring of the round's period gives for the item, of the first nested set that gives something.

    A measured item has its figure and takes nothing from below.
    """
    round = question.round
    if question.is_measured:
        return None
    for edition in nested_below(round.definition):
        named = {"index_code": edition.code, "edition": edition.edition, "period": round.period}
        run = Run.objects.filter(**named).order_by("-pk").first()
        found = _fed(run, question) if run else None
        if found is not None:
            return found
    return None


def _fed(run: Run, question: Question) -> Known | None:
    lies_in = _lies_in(run, question.round)
    entries = fed(run.pinned.scores, question.round.definition, lies_in)
    own = [one for one in entries if (one.subject, one.item) == (question.subject, question.item.code)]
    inputs = {one.role: _text(one.raw) for one in own if one.role in question.item.roles}
    return Known(run, inputs, own[0].source or "") if inputs else None


def _lies_in(run: Run, round: Round) -> dict[str, str] | None:
    """In which subject of the round each subject of the run lies; None where they are the same.

    Places of a smaller kind lie in their province, offices in that of their place, else of the lead. The whole that a
    run scores beside its subjects is left out: it would count them twice.
    """
    edition = run.pinned.edition
    if edition.subjects == round.definition.subjects:
        return None
    period = parse_period(round.period)
    whole = edition.whole.place if edition.whole else None
    subjects = [one for one in run.pinned.scores.subjects if one != whole]
    if edition.subjects == "organisation":
        places = dict(Organisation.objects.values_list("code", "place_code"))
        found = {one: province_code(places.get(one) or round.lead.place_code, period) for one in subjects}
    else:
        found = {one: province_code(one, period) for one in subjects}
    return {one: province for one, province in found.items() if province}


def _text(raw: str) -> str:
    """A whole number without a decimal point, as a person would type it."""
    return raw.removesuffix(".0")
