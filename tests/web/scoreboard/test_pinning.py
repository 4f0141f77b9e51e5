from __future__ import annotations

from datetime import date

from tests.cast import Cast

from donghanh.indices.inputs import Entry
from donghanh.indices.recipe import Recipe
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.pinning import pin_run


def test_the_results_are_kept_best_first_and_the_recipe_gives_them_again(cast: Cast) -> None:
    entries = (Entry("LG001", "plan_issued", "không"), Entry("LG002", "plan_issued", "có"))
    run = pin_run(Recipe(edition_of("lg-cds", "2026"), entries, "2026", date(2026, 6, 30)), by=cast.ha)
    assert [row["place"] for row in run.results] == ["LG002", "LG001", "LG"]
    assert run.results[0] == {
        "place": "LG002",
        "published": 6.0,
        "won": 6.0,
        "max": 100.0,
        "rank": 1,
        "band": {"vi": "Yếu", "en": "Weak"},
    }
    assert run.pinned.scores.total("LG002").won == 6
