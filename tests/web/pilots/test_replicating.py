"""Ranking places from the newest figures."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, commune_offices, make_decided

from donghanh.errors import InputError
from donghanh.web.pilots import replicating
from donghanh.web.pilots.replicating import ItemFacts, parts_of, rank_places

pytestmark = pytest.mark.django_db


def test_the_newest_full_period_counts_and_no_data_counts_nothing(measured: Cast) -> None:
    ranked = rank_places(make_decided(measured), [ItemFacts(ON_TIME, "low")], [5])
    assert {str(cell.period) for cell in ranked.cells[ON_TIME].values()} == {"2026-04"}
    scores = {one.place: one.score for one in ranked.found.standings}
    assert max(scores.values()) == 100 and scores["LG050"] == 0 and "LG001" not in scores
    assert parts_of(ranked, "LG050") == [
        {"indicator": ON_TIME, "value": None, "adds": 0.0, "lacks": 100.0, "figure": None}
    ]


@pytest.mark.parametrize(
    "item", [ItemFacts("no.such", "high"), ItemFacts(ON_TIME, "best"), ItemFacts(ON_TIME, "low", 0)]
)
def test_items_that_say_nothing_are_refused(measured: Cast, item: ItemFacts) -> None:
    with pytest.raises(InputError):
        rank_places(make_decided(measured), [item], [5])


def test_offices_of_communes(cast: Cast) -> None:
    made = commune_offices(cast, ("LG020", "LG021"))
    assert replicating.commune_offices(["LG020", "LG030"]) == {"LG020": made[0]}
