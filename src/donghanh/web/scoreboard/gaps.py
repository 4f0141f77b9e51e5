"""The gap between what subjects stated and what was recognised, item by item."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from donghanh.indices.definition import Item
from donghanh.indices.inputs import gather
from donghanh.indices.score import Scores, score
from donghanh.measures import rounded
from donghanh.web.scoreboard.editions import measured_entries
from donghanh.web.scoreboard.models import Answer, Appraisal, Round
from donghanh.web.scoreboard.round_inputs import stated_entries, verdicts


@dataclass(frozen=True)
class Gap:
    """One judged answer: points by what was stated, points by what was recognised."""

    answer: Answer
    item: Item
    verdict: Appraisal
    stated: float
    final: float

    @property
    def points(self) -> float:
        """Stated less recognised, to two decimals; positive where the subject gave itself more."""
        return float(rounded(self.stated - self.final, 2))


def both_scores(round: Round) -> tuple[Scores, Scores]:
    """By what is stated and by what is recognised: of a closed round as pinned, of an open one as they stand."""
    if round.self_run is not None and round.final_run is not None:
        return round.self_run.pinned.scores, round.final_run.pinned.scores
    edition = round.definition
    measured = measured_entries(edition, round.period)
    answers = list(round.answers.select_related("stated_by__organisation"))
    stated = gather(edition, [*measured, *stated_entries(round, answers)])
    final = gather(edition, [*measured, *stated_entries(round, answers, verdicts(round))])
    return score(edition, stated), score(edition, final)


def gaps_of(round: Round, subjects: Collection[str]) -> list[Gap]:
    """The answers of these subjects that have a standing verdict: the largest gap first, then in the edition's order.

    An answer without points on either side (nothing was known) counts as none there.
    """
    judged = verdicts(round)
    answers = list(round.answers.filter(pk__in=judged, subject__in=subjects))
    if not answers:
        return []
    stated, final = both_scores(round)
    items = {item.code: (place, item) for place, item in enumerate(round.definition.scored)}
    found = []
    for answer in answers:
        own = _known(stated.score(answer.subject, answer.item_code).won)
        won = _known(final.score(answer.subject, answer.item_code).won)
        found.append(Gap(answer, items[answer.item_code][1], judged[answer.pk], own, won))
    return sorted(found, key=lambda one: (-abs(one.points), one.answer.subject, items[one.item.code][0]))


def _known(points: float) -> float:
    return 0.0 if math.isnan(points) else points
