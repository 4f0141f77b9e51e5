from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, SECOND, lam_giang, make_run, provinces, two_years

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.web.scoreboard.analysis.change_shown import in_order, made_of, told
from donghanh.web.scoreboard.editions import edition_of

CODES = [item.code for item in edition_of("dti", "922").scored]


def test_the_causes_add_up_and_the_own_inputs_are_told_as_such(cast: Cast) -> None:
    before, run = two_years(cast)
    assert in_order(run, before) == (before, run)
    with translation.override("en"):
        found = told(before, run, FIRST)
    gains = {cause["key"]: cause["gain"] for cause in found["causes"]}
    assert gains == {"data": pytest.approx(1.5), "edition": pytest.approx(0), "peers": pytest.approx(0)}
    assert found["chart"]["rows"][-1]["to"] == pytest.approx(run.pinned.scores.total(FIRST).won)
    assert [row["code"] for row in found["rows"]] == ["committee_meetings"]
    assert {row["code"] for row in found["same"]} == {one.code for one in lam_giang().scored if one.max} - {
        "committee_meetings"
    }
    assert "rose by 1.50" in found["sentences"][0]
    assert found["rows"][0]["before_id"] == f"index/{before.pk}/{FIRST}/committee_meetings"


def test_a_fall_is_said_as_one(cast: Cast) -> None:
    before, run = two_years(cast)
    with translation.override("en"):
        fell, stayed = told(before, run, SECOND), told(before, run, "LG003")
    assert "fell by 4.50" in fell["sentences"][0] and "Lost most: Committee meetings" in fell["sentences"][3]
    assert "the score stayed" in stayed["sentences"][0] and stayed["rows"] == []


def test_the_remark_names_the_places_that_moved_ahead(cast: Cast) -> None:
    """A rises from 0.5 to 0.6 and falls behind B, which rises from 0.4 to 0.9."""
    before = provinces(cast, "922", "2022", Hà_Nội=0.5, Cần_Thơ=0.4)
    after = provinces(cast, "922", "2023", Hà_Nội=0.6, Cần_Thơ=0.9)
    with translation.override("en"):
        found = told(before, after, "Hà Nội")
    assert found["found"].up_but_behind
    assert found["sentences"][-1] == "The score rose but the rank fell: 1 place moved ahead (Cần Thơ)."
    with translation.override("en"):
        back = told(after, before, "Hà Nội")
    assert back["sentences"][-1] == "The score fell but the rank rose: 1 place fell behind (Cần Thơ)."


def test_a_merged_province_is_compared_with_those_it_was_made_of(cast: Cast) -> None:
    before = provinces(cast, "922", "2023", Đà_Nẵng=0.8, Quảng_Nam=0.6)
    after = provinces(cast, "405", "2024", Đà_Nẵng=0.75)
    assert set(made_of(before.pinned.scores, after.pinned.scores, "Đà Nẵng")) == {"Đà Nẵng", "Quảng Nam"}
    found = told(before, after, "Đà Nẵng")
    gains = {cause["key"]: cause["gain"] for cause in found["causes"]}
    assert gains["merger"] == pytest.approx(-0.1)
    assert sum(gains.values()) == pytest.approx(-0.05)
    assert set(found["former"]) == {"Đà Nẵng", "Quảng Nam"}
    assert all(row["before_id"] == "" for row in [*found["rows"], *found["same"]])
    same_map = provinces(cast, "922", "2024", Đà_Nẵng=0.75, Quảng_Nam=0.6)
    assert made_of(before.pinned.scores, same_map.pinned.scores, "Đà Nẵng") == ()


def test_subjects_that_are_no_places_were_not_merged(cast: Cast) -> None:
    run = make_run(cast)
    offices = Edition.model_validate(lam_giang().model_dump(exclude_defaults=True) | {"subjects": "organisation"})
    assert made_of(run.pinned.scores, replace(run.pinned.scores, edition=offices), FIRST) == ()


def test_a_place_without_a_score_is_said(cast: Cast) -> None:
    before, run = two_years(cast)
    with pytest.raises(ScoreError):
        told(before, run, "LG999")
