from __future__ import annotations

import pytest
from django.http import Http404
from tests.cast import Cast
from tests.web.scoreboard.runs import provinces

from donghanh.web.scoreboard.editions import (
    edition_of,
    editions_known,
    latest_runs,
    measured_entries,
    pack_inputs,
    recomputed,
)


def test_the_five_published_rows_of_dti_2022_come_out_as_published() -> None:
    rows = recomputed(edition_of("dti", "922"))
    assert [(row.place, row.rank, row.agrees) for row in rows] == [
        ("Đà Nẵng", 1, True),
        ("TP. Hồ Chí Minh", 2, True),
        ("Quảng Ninh", 3, True),
        ("Thừa Thiên Huế", 4, True),
        ("Cần Thơ", 5, True),
    ]
    assert all(abs(row.scored - row.expected) <= 0.0001 and row.source.startswith("https://") for row in rows)


def test_measured_entries_carry_the_figure_they_are(measured: Cast) -> None:
    entries = {(one.subject, one.role): one for one in measured_entries(edition_of("lg-cds", "2026"), "2026")}
    assert entries["LG001", "numerator"].raw == "6" and entries["LG001", "denominator"].raw == "9"
    assert entries["LG", "numerator"].raw == "9", "the whole province is measured too"
    assert entries["LG001", "numerator"].figure.startswith("indicator/services.on_time_share/LG001/2026@")
    assert entries["LG001", "numerator"].figure.endswith("/numerator")


def test_of_one_place_only_its_own_values_are_read(measured: Cast) -> None:
    edition = edition_of("lg-cds", "2026")
    own = measured_entries(edition, "2026", "LG002")
    assert {one.subject for one in own} == {"LG002"}
    assert own == tuple(one for one in measured_entries(edition, "2026") if one.subject == "LG002")
    assert measured_entries(edition, "2026", "LG009") == ()


def test_an_empty_lake_measures_nothing(cast: Cast) -> None:
    assert measured_entries(edition_of("lg-cds", "2026"), "2026") == ()


def test_what_is_measured_is_never_taken_from_a_table() -> None:
    items = {entry.item for entry in pack_inputs(edition_of("lg-cds", "2026"))}
    assert "on_time" not in items and "plan_issued" in items


def test_unknown_editions_are_pages_not_found() -> None:
    assert ("dti", "922") in {(one.code, one.edition) for one in editions_known()}
    with pytest.raises(Http404):
        edition_of("dti", "1999")


def test_of_an_index_the_latest_period_stands_for_a_place_whatever_its_edition(cast: Cast) -> None:
    new = provinces(cast, "405", "2024", Hà_Nội=0.6)
    provinces(cast, "922", "2022", Hà_Nội=0.5)  # scored later, of an earlier year
    assert [run.pk for run in latest_runs("Hà Nội")] == [new.pk]
    assert latest_runs("Cần Thơ") == []
