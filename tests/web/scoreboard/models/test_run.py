from __future__ import annotations

from datetime import date
from uuid import uuid4

from tests.cast import Cast

from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import edition_of, pack_inputs


def test_a_run_names_its_edition_and_gives_its_recipe_back(cast: Cast) -> None:
    edition = edition_of("dti", "922")
    stated = pack_inputs(edition)
    run = score_index(edition, by=cast.ha, period="2022", as_of=date(2023, 7, 12), stated=stated, once=uuid4())
    assert str(run) == f"dti 922 #{run.pk}"
    assert run.pinned.to_json() == run.recipe
    assert run.get_absolute_url() == f"/bang-diem/lan-cham/{run.pk}/"
