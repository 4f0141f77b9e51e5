from datetime import date

import pytest
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry
from donghanh.indices.recipe import Recipe

ENTRIES = (
    Entry("A", "plan", "có", source="12/KH-UBND"),
    Entry("A", "on_time", "3", "numerator", figure="indicator/services.on_time_share/A/2026@3/numerator"),
    Entry("A", "on_time", "4", "denominator", figure="indicator/services.on_time_share/A/2026@3/denominator"),
)


def test_a_stored_recipe_gives_the_same_recipe_and_the_same_scores(small):
    recipe = Recipe(small, ENTRIES, "2026", date(2026, 11, 20))
    again = Recipe.from_json(recipe.to_json())
    assert again == recipe
    assert again.to_json() == recipe.to_json()
    assert again.scores.total("A").won == recipe.scores.total("A").won == 25


def test_a_later_change_of_the_edition_does_not_touch_a_stored_run(small):
    stored = Recipe(small, ENTRIES, "2026", date(2026, 11, 20)).to_json()
    nodes = [dict(node) for node in SMALL["nodes"]]
    nodes[0]["name"] = {"vi": "Tên mới", "en": "New name"}
    changed = Edition.model_validate(SMALL | {"nodes": nodes})
    assert Recipe.from_json(stored).edition == small != changed


def test_an_edition_that_does_not_hold_together_is_not_scored():
    broken = Edition.model_validate(SMALL | {"nodes": [*SMALL["nodes"], SMALL["nodes"][0]]})
    with pytest.raises(ScoreError, match=r"index\.code-twice"):
        _ = Recipe(broken, ENTRIES, "2026", date(2026, 11, 20)).scores


def test_a_recipe_scores_its_own_period_however_many_its_entries_are_of(small):
    years = [Entry("A", "trained", raw, period=year) for year, raw in (("2024", "3"), ("2025", "4"), ("2026", "5"))]
    assert Recipe(small, tuple(years), "2025", date(2026, 11, 20)).scores.total("A").won == 4
    unsaid = (*years[:2], Entry("A", "trained", "6"))
    assert Recipe(small, unsaid, "2026", date(2026, 11, 20)).scores.total("A").won == 6
    with pytest.raises(ScoreError, match=r"score\.period"):
        _ = Recipe(small, tuple(years), "2030", date(2026, 11, 20)).scores
