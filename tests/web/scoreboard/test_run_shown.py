from __future__ import annotations

import math
from itertools import pairwise

import pytest
from django.utils import translation
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, SECOND, lam_giang, make_run, two_years

from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.run_shown import (
    BARS,
    bar,
    drops,
    facts,
    gain_text,
    period_words,
    ranked,
    run_words,
    same_scale,
    standing,
)


def test_gains_bear_their_sign_and_unknown_ones_are_not_told() -> None:
    with translation.override("vi"):
        assert [gain_text(one) for one in (1.25, -1.5, 0.0, None, math.nan)] == ["+1,25", "−1,5", "0", "", ""]
        assert gain_text(0.00001, lam_giang()) == "0,00"
        assert gain_text(-0.5, decimals=3) == "−0,500"
        assert [period_words(one) for one in ("2026", "2026-Q2", "vòng 1")] == ["năm 2026", "quý II/2026", "vòng 1"]


def test_bars_tell_their_gain_and_totals_their_end() -> None:
    with translation.override("vi"):
        assert bar("Tối đa", 0, 100, "total")["text"] == "100"
        assert bar("Mất", 100, 95.5, "loss") == {
            "label": "Mất",
            "from": 100,
            "to": 95.5,
            "tone": "loss",
            "text": "−4,5",
        }


def test_the_waterfall_goes_from_the_maximum_to_what_was_won(cast: Cast) -> None:
    run = make_run(cast)
    shown = drops(run, FIRST)
    bars, total = shown["chart"]["rows"], run.pinned.scores.total(FIRST)
    assert (bars[0]["to"], bars[-1]["to"]) == (pytest.approx(total.max), pytest.approx(total.won))
    assert all(one["to"] == pytest.approx(after["from"]) for one, after in pairwise(bars[:-1]))
    assert len(bars) <= BARS + 3
    assert all(row["id"].startswith(f"index/{run.pk}/{FIRST}/") for row in shown["rows"])


def test_a_place_stands_beside_what_it_was(cast: Cast) -> None:
    before, run = two_years(cast)
    found = standing(run, FIRST, before)
    assert found["gain"] == pytest.approx(1.5)  # one committee meeting more
    assert standing(run, FIRST, None) == {}
    rows = {row["place"]: row for row in ranked(run, before)}
    assert (rows[FIRST]["gain"], rows[SECOND]["gain"]) == (pytest.approx(1.5), pytest.approx(-4.5))
    assert rows[SECOND]["places_won"] < 0
    assert all(row["gain"] is None for row in ranked(run, None))
    assert facts(run, FIRST)["place_name"][0].isupper()
    assert str(run.pk) in run_words(run)


def test_values_of_different_measures_are_not_subtracted() -> None:
    index, share = lam_giang(), edition_of("dti", "922")
    assert same_scale(index, index, "community") and not same_scale(index, share)
    assert not same_scale(index, index, "community", "no-such")
    larger = index.model_copy(update={"nodes": tuple(one.model_copy(update={"max": 1000}) for one in index.nodes)})
    assert not same_scale(index, type(index).model_validate(larger.model_dump(exclude_defaults=True)))
