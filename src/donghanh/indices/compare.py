"""Comparison: subjects and periods side by side, each period scored by the edition that held then."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.score import Score, Scores


@dataclass(frozen=True)
class Standing:
    """What one subject has at one part in one period, beside the period before it in the comparison."""

    score: Score
    period: str
    edition: str
    ranked: int
    """How many subjects were ranked."""
    before: Score | None = None
    better: Literal["high", "low"] = "high"
    """Which end of the values is ranked first."""

    @property
    def gain(self) -> float | None:
        """Change of the published value; None where either is unknown."""
        known = (
            self.before is not None and not math.isnan(self.before.published) and not math.isnan(self.score.published)
        )
        return self.score.published - self.before.published if known and self.before else None

    @property
    def places_won(self) -> int | None:
        """How many places the rank rose (negative: fell); None where either is unknown."""
        known = self.before is not None and self.before.rank > 0 and self.score.rank > 0
        return self.before.rank - self.score.rank if known and self.before else None

    @property
    def remark(self) -> dict[str, str] | None:
        """Said where value and rank went different ways."""
        if self.gain is None or self.places_won is None:
            return None
        better = self.gain if self.better == "high" else -self.gain
        if better * self.places_won >= 0:
            return None
        if self.better == "low":  # a higher value is the worse one
            if better > 0:
                return {"vi": "kết quả tốt lên nhưng thứ hạng giảm", "en": "the result got better but the rank fell"}
            return {"vi": "kết quả kém đi nhưng thứ hạng tăng", "en": "the result got worse but the rank rose"}
        if better > 0:
            return {"vi": "điểm tăng nhưng thứ hạng giảm", "en": "the score rose but the rank fell"}
        return {"vi": "điểm giảm nhưng thứ hạng tăng", "en": "the score fell but the rank rose"}


def edition_of(editions: Iterable[Edition], period: str) -> Edition:
    """Of the editions of one index the one that scores the period.

    Raises:
        ScoreError: none says that it does.
    """
    known = list(editions)
    for edition in known:
        if edition.periods is not None and edition.periods.hold(period):
            return edition
    shown = ", ".join(sorted(one.edition for one in known)) or "–"
    vi = f"Không có phiên bản nào của bộ chỉ số chấm kỳ “{period}”; các phiên bản có: {shown}."
    raise ScoreError("score.edition", vi=vi, en=f"No edition scores the period “{period}”; there are: {shown}.")


def compare(panel: Mapping[str, Scores], subjects: Iterable[str], code: str | None = None) -> tuple[Standing, ...]:
    """Standings of the subjects at a part (in total, without ``code``), by subject and period.

    Periods in which a subject or part is not there are left out.
    """
    found: list[Standing] = []
    for subject in subjects:
        before: Score | None = None
        for period, scores in panel.items():
            part = code or scores.edition.headline.code
            if subject not in scores.subjects or part not in scores.codes:
                continue
            one = scores.score(subject, part)
            ranked = int((scores.ranks[:, scores.codes.index(part)] > 0).sum())
            better = scores.edition.published.better
            found.append(Standing(one, period, scores.edition.edition, ranked, before, better))
            before = one
    return tuple(found)
