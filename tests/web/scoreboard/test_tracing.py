from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast

from donghanh.errors import TraceError
from donghanh.provenance import trace
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import edition_of, pack_inputs
from donghanh.web.ui.tracing import resolvers


def test_a_total_leads_down_to_the_dossier_and_its_file(measured: Cast, client) -> None:
    edition = edition_of("lg-cds", "2026")
    stated = pack_inputs(edition)
    run = score_index(edition, by=measured.ha, period="2026", as_of=date(2026, 6, 30), stated=stated, once=uuid4())
    step = trace(f"index/{run.pk}/LG001/services", resolvers, breadth=1)
    kinds = []
    while True:
        kinds.append(step.figure.id.partition("/")[0])
        if not step.below:
            break
        step = step.below[0]
    assert kinds == ["index", "index", "indicator", "record", "load"]
    assert step.figure.derivation.sources[0].reference == "ho-so-1.csv"
    assert client.get(f"/nguon/index/{run.pk}/LG001/services").status_code == 200, "open to the public"


@pytest.mark.parametrize(
    "figure_id", ["index/99/LG/lg-cds", "index/x/LG/lg-cds", "index/²/LG/lg-cds", "indicator/a.b/LG/2026@1"]
)
def test_a_figure_that_does_not_exist_is_a_page_not_found(client, db, figure_id: str) -> None:
    with pytest.raises(TraceError):
        trace(figure_id, resolvers)
    assert client.get(f"/nguon/{figure_id}").status_code == 404
