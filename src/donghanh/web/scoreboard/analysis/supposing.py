"""What if: a supposition about one place of a run, scored; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from donghanh.indices.inputs import Entry
from donghanh.indices.score import Scores, score
from donghanh.indices.whatif import Peers, WhatIf, what_if
from donghanh.web.scoreboard.models import Run, Scenario
from donghanh.web.scoreboard.run_querysets import previous_run


@dataclass(frozen=True)
class Supposition:
    """Inputs of one place as they might be, and what the other places do meanwhile."""

    place: str
    changes: tuple[Entry, ...] = ()
    peers: str = Scenario.Peers.FIXED


@dataclass(frozen=True)
class Supposed:
    """The run as it would come out."""

    found: WhatIf
    earlier: Run | None = None
    """The run that the trend counts from, where it is another one."""


def suppose(run: Run, supposed: Supposition, *, earlier: Run | None = None) -> Supposed:
    """The run scored again with the supposition; ``earlier`` says from which run a trend counts, else the last one.

    Raises:
        ScoreError: no such place or item, a value its rule cannot take, or no earlier period to count a trend from.
    """
    scores = run.pinned.scores
    scores.total(supposed.place)  # refuses a place that there is not, even where nothing is changed
    if supposed.peers != Scenario.Peers.TREND or scores.inputs.earlier:
        return Supposed(what_if(scores, supposed.changes, peers=_peers(supposed)))
    before = earlier or previous_run(run, same_edition=True)
    known = with_earlier(run, before) if before else None
    found = what_if(known or scores, supposed.changes, peers="trend")  # says so where there is no earlier period
    return Supposed(found, before)


def suppose_again(scenario: Scenario) -> Supposed:
    """What a saved scenario comes to, counted from the same runs as when it was saved."""
    supposed = Supposition(scenario.place, tuple(scenario.entries), scenario.peers)
    return suppose(scenario.run, supposed, earlier=scenario.earlier)


def _peers(supposed: Supposition) -> Peers:
    return "trend" if supposed.peers == Scenario.Peers.TREND else "fixed"


def with_earlier(run: Run, earlier: Run) -> Scores | None:
    """The run's scores, knowing the inputs of an earlier run; None where that alone would change a score.

    It would in an edition whose rules compare with all earlier periods or count growth: such an edition takes its
    earlier periods from the table that it is scored from.
    """
    own, before = run.pinned.scores, earlier.pinned.scores.inputs
    inputs = replace(own.inputs, period=run.period, panel={})
    then = replace(before, period=earlier.period, panel={})
    knowing = score(own.edition, replace(inputs, panel={then.period: then, inputs.period: inputs}))
    return knowing if np.array_equal(knowing.won, own.won, equal_nan=True) else None
