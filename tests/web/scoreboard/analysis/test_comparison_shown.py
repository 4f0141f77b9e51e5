from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, SECOND, lam_giang, make_run, provinces, two_years

from donghanh.errors import ScoreError
from donghanh.web.scoreboard.analysis.comparison_shown import NEW, OWN, bridged, compared, labelled, parts_of, table


def test_runs_are_called_by_period_and_two_of_one_period_by_number(cast: Cast) -> None:
    before, run = two_years(cast)
    again = make_run(cast, "2026")
    assert list(labelled([again, run, before])) == ["2025", f"2026 (#{run.pk})", f"2026 (#{again.pk})"]


def test_places_stand_by_period_with_gain_and_places_won(cast: Cast) -> None:
    before, run = two_years(cast)
    found = table(compared([run, before], OWN), [FIRST, SECOND], "lg-cds")
    assert [(row["place"], row["label"]) for row in found["rows"]] == [
        (FIRST, "2025"),
        (FIRST, "2026"),
        (SECOND, "2025"),
        (SECOND, "2026"),
    ]
    assert [row["gain"] for row in found["rows"]] == [None, pytest.approx(1.5), None, pytest.approx(-4.5)]
    assert found["rows"][1]["id"] == f"index/{run.pk}/{FIRST}/lg-cds"
    assert found["chart"]["labels"] == ["2025", "2026"] and len(found["chart"]["series"]) == 2


def test_an_item_is_compared_in_its_points(cast: Cast) -> None:
    before, run = two_years(cast)
    with translation.override("vi"):
        rows = table(compared([run, before], OWN), [FIRST], "committee_meetings")["rows"]
    assert [(row["text"], row["of"]) for row in rows] == [("0", "6"), ("1,5", "6")]
    assert rows[1]["gain"] == pytest.approx(1.5)


def test_former_provinces_are_merged_into_todays(cast: Cast) -> None:
    before = provinces(cast, "922", "2023", Đà_Nẵng=0.8, Quảng_Nam=0.6, Hà_Nội=0.5)
    after = provinces(cast, "405", "2024", Đà_Nẵng=0.75, Hà_Nội=0.5)
    assert bridged(after.pinned.scores) is after.pinned.scores
    found = compared([before, after], NEW)
    rows = table(found, ["Đà Nẵng", "Hà Nội"], "dti")["rows"]
    assert rows[0]["value"] == pytest.approx(0.7) and set(rows[0]["former"]) == {"Đà Nẵng", "Quảng Nam"}
    assert rows[0]["id"] == "" and rows[1]["gain"] == pytest.approx(0.05)
    assert rows[2]["former"] == [] and rows[2]["id"] == f"index/{before.pk}/Hà Nội/dti"
    assert "Quảng Nam" in compared([before, after], OWN).subjects


def test_boundaries_are_those_of_provinces_and_communes(cast: Cast) -> None:
    run = make_run(cast)
    offices = run.pinned.edition.model_copy(update={"subjects": "enterprise"})
    with pytest.raises(ScoreError, match="ranh giới"):
        bridged(replace(run.pinned.scores, edition=offices))


def test_a_shared_part_is_offered_once() -> None:
    codes = [code for code, _ in parts_of(lam_giang())]
    assert sorted(codes) == sorted(one.code for one in lam_giang().counted)
