"""The recipe of a run: the edition and the inputs as they were, so that every figure can be had again years later."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from donghanh.errors import ScoreError
from donghanh.indices.check import problems
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import Scores, score


@dataclass(frozen=True)
class Recipe:
    """What a run was made from. It holds the edition itself, since the pack's file may change later."""

    edition: Edition
    entries: tuple[Entry, ...]
    period: str
    """The period the scores are for: ``2026``, ``2026-06`` …"""
    as_of: date
    """The day on which the inputs were as they are here."""

    @cached_property
    def scores(self) -> Scores:
        """The scores; the same recipe always gives the same.

        Raises:
            ScoreError: the edition does not hold together, or cannot score the entries.
        """
        wrong = problems(self.edition)
        if wrong:
            raise ScoreError(wrong[0].code, vi=wrong[0].vi, en=wrong[0].en)
        return score(self.edition, gather(self.edition, self.entries, period=self.period))

    def to_json(self) -> str:
        """The recipe as one JSON document; equal recipes give equal text."""
        document = {
            "edition": self.edition.model_dump(mode="json", exclude_defaults=True),
            "entries": [_without_defaults(entry) for entry in self.entries],
            "period": self.period,
            "as_of": self.as_of.isoformat(),
        }
        return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """The recipe that :meth:`to_json` wrote."""
        document = json.loads(text)
        return cls(
            edition=Edition.model_validate(document["edition"]),
            entries=tuple(Entry(**entry) for entry in document["entries"]),
            period=document["period"],
            as_of=date.fromisoformat(document["as_of"]),
        )


def _without_defaults(entry: Entry) -> dict[str, str]:
    empty = Entry("", "", "")
    return {key: value for key, value in asdict(entry).items() if value != getattr(empty, key) or key == "raw"}
