from __future__ import annotations

from django.utils import translation
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, lam_giang, make_run

from donghanh.indices.sensitivity import Effect
from donghanh.indices.variants import Uncertainty
from donghanh.web.scoreboard.analysis.sensitivity_shown import (
    computed,
    effect_chart,
    effect_rows,
    interval_chart,
    intervals,
)


def test_intervals_stand_by_rank_around_the_rank_as_scored(cast: Cast) -> None:
    run = make_run(cast)
    found, effects = computed(run.recipe, Uncertainty(0.2), 200, 7, None)
    rows = intervals(run, found)
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    assert all(row["low"] <= row["middle"] <= row["high"] for row in rows)
    assert "LG" not in {row["place"] for row in rows}  # the whole is not ranked
    chart = interval_chart(rows, FIRST)
    assert [one["label"] for one in chart["rows"] if one.get("chosen")] == [
        row["place_name"] for row in rows if row["place"] == FIRST
    ]
    told = effect_rows(run.pinned.edition, effects)
    assert [row["total"] for row in told] == sorted((row["total"] for row in told), reverse=True)
    assert effect_chart(told)["labels"] == [row["name"] for row in told if row["total"] > 0]


def test_the_same_seed_gives_the_same_numbers(cast: Cast) -> None:
    run = make_run(cast)
    first = intervals(run, computed(run.recipe, Uncertainty(0.3), 100, 5, FIRST)[0])
    computed.cache_clear()
    assert intervals(run, computed(run.recipe, Uncertainty(0.3), 100, 5, FIRST)[0]) == first


def test_choices_are_named_and_small_negative_shares_are_none() -> None:
    with translation.override("en"):
        rows = effect_rows(
            lam_giang(), (Effect("direction", 0.4, 0.5, 0.1, 0.05), Effect("mean", -0.01, 0.0, 0.1, 0.1))
        )
    assert [(row["name"], row["first_text"], row["total_text"]) for row in rows] == [
        ("Weight: Direction", "40", "50"),
        ("Way to aggregate", "0", "0"),
    ]
    assert effect_chart(rows[1:]) is None
