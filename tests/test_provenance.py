from __future__ import annotations

import pytest

from donghanh.errors import TraceError
from donghanh.provenance import Derivation, Figure, Source, resolve, trace

RULE = {"vi": "tổng", "en": "sum"}
NAME = {"vi": "số", "en": "number"}


def _sum(figure_id: str) -> Figure:
    return Figure(figure_id, NAME, 3, "count", Derivation(RULE, ("row/1", "row/2"), inputs_total=3))


def _row(figure_id: str) -> Figure:
    source = Source("record", {"vi": "dòng", "en": "row"}, f"file.csv:{figure_id}")
    return Figure(figure_id, NAME, 1, "count", Derivation(RULE, sources=(source,)))


def _loop(figure_id: str) -> Figure:
    return Figure(figure_id, NAME, 1, "count", Derivation(RULE, (figure_id,)))


RESOLVERS = {"sum": _sum, "row": _row, "loop": _loop}


def test_a_trace_leads_down_to_the_sources() -> None:
    step = trace("sum/a", RESOLVERS)
    assert [below.figure.id for below in step.below] == ["row/1", "row/2"]
    assert step.below[0].figure.derivation.sources[0].reference == "file.csv:row/1"


def test_a_trace_says_how_many_inputs_it_did_not_follow() -> None:
    assert trace("sum/a", RESOLVERS).more == 1
    assert trace("sum/a", RESOLVERS, breadth=1).more == 2


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(TraceError, match="loop, row, sum"):
        resolve("nothing/1", RESOLVERS)


def test_a_figure_made_from_itself_is_reported() -> None:
    with pytest.raises(TraceError) as caught:
        trace("loop/1", RESOLVERS)
    assert caught.value.code == "trace.depth"
