"""The PAPI editions against the published sub-dimensions of 2011-2019, which have real gaps."""

import csv
import math
import statistics
from functools import cache

import pytest

from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score
from donghanh.packs.load import load_packs
from donghanh.paths import packs_folders

YEARS = [str(year) for year in range(2011, 2020)]


@cache
def editions():
    packs = load_packs([folder / "papi" for folder in packs_folders() if (folder / "papi").is_dir()])
    return [edition for (code, _), edition in packs.indices.items() if code == "papi"]


@cache
def published(shared):
    with (shared / "indices/papi_subcriteria_2011_2019.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def scored(rows, year, *, before=(), missing=None):
    """The scores of a year, with the years before it at hand, by its edition (with another policy, where given)."""
    [edition] = [one for one in editions() if one.periods.hold(year)]
    if missing:
        edition = edition.model_copy(update={"missing": missing})
    entries = [
        Entry(row["province"], item.code, row[item.code], period=row["year"])
        for row in rows
        if row["year"] in (year, *before)
        for item in edition.scored
    ]
    return score(edition, gather(edition, entries, period=year))


@pytest.mark.parametrize("year", YEARS)
def test_every_dimension_is_the_sum_of_its_subdimensions_and_the_total_of_the_dimensions(shared, year):
    rows = [row for row in published(shared) if row["year"] == year]
    scores = scored(rows, year)
    dimensions = [node.code for node in scores.edition.nodes if node.parents]
    assert [code for code in row_codes(rows) if code not in dimensions] == []
    for row in rows:
        known = [float(row[code]) for code in dimensions if row[code]]
        for code in dimensions:
            won = scores.score(row["province"], code).won
            assert math.isnan(won) if row[code] == "" else won == pytest.approx(float(row[code]), abs=1e-12)
        total = scores.total(row["province"])
        if len(known) == len(dimensions):
            assert total.won == pytest.approx(sum(known), abs=1e-12)
        else:
            assert math.isnan(total.published)
            assert total.rank == 0


def row_codes(rows):
    """The dimensions published for anybody in these rows."""
    return [f"D{number}" for number in range(1, 9) if any(row[f"D{number}"] for row in rows)]


@pytest.mark.parametrize(
    ("year", "provinces"),
    [(year, 61 if year in ("2014", "2018") else 63) for year in YEARS],
)
def test_provinces_with_gaps_have_no_total_and_no_rank(shared, year, provinces):
    scores = scored([row for row in published(shared) if row["year"] == year], year)
    ranks = sorted(one.rank for one in scores.totals())
    assert sum(rank > 0 for rank in ranks) == provinces
    assert ranks[-1] <= provinces


def test_the_province_years_of_2011_to_2016_are_the_378_of_which_two_are_blank(shared):
    rows = [row for row in published(shared) if row["year"] <= "2016"]
    blank = [(row["year"], row["province"]) for row in rows if not row["SC11"]]
    assert len(rows) == 378
    assert blank == [("2014", "Bắc Giang"), ("2014", "Đồng Tháp")]


@pytest.mark.parametrize(
    ("missing", "won", "rank"),
    [
        ("block", math.nan, 0),
        ("zero", 0, 62),
        ("last", 31.787857, 63),
        ("mean", 36.435982, 33),
        ("median", 36.493896, 33),
    ],
)
def test_what_the_blank_bac_giang_of_2014_comes_to_under_each_policy(shared, missing, won, rank):
    total = scored(published(shared), "2014", before=("2013",), missing=missing).total("Bắc Giang")
    assert total.won == pytest.approx(won, abs=1e-6, nan_ok=True)
    assert (total.max, total.rank) == (pytest.approx(60), rank)


def test_a_province_of_which_all_is_left_out_has_no_value(shared):
    total = scored(published(shared), "2014", missing="exclude").total("Bắc Giang")
    assert (total.max, total.rank) == (0, 0)
    assert math.isnan(total.published)


def test_the_last_known_values_are_those_of_the_year_before(shared):
    rows = published(shared)
    carried = scored(rows, "2014", before=("2012", "2013"), missing="last").total("Bắc Giang")
    assert carried.won == scored(rows, "2013").total("Bắc Giang").won


@pytest.mark.parametrize("missing", ["mean", "median"])
def test_a_mean_or_median_is_taken_of_each_subdimension_of_the_61_others(shared, missing):
    rows = published(shared)
    scores = scored(rows, "2014", missing=missing)
    others = [float(row["SC11"]) for row in rows if row["year"] == "2014" and row["SC11"]]
    assert len(others) == 61
    assert scores.score("Bắc Giang", "SC11").won == pytest.approx(getattr(statistics, missing)(others))
    assert scores.total("Bắc Giang").missing[:2] == ("SC11", "SC12")


def test_two_dimensions_missing_in_2018_leave_the_other_six_known(shared):
    rows = [row for row in published(shared) if row["year"] == "2018"]
    scores = scored(rows, "2018")
    [first, _] = [row["province"] for row in rows if not row["D2"]]
    assert math.isnan(scores.total(first).won)
    assert [code for code in row_codes(rows) if math.isnan(scores.score(first, code).won)] == ["D2", "D4"]
    [row] = [row for row in rows if row["province"] == first]
    excluded = scored(rows, "2018", missing="exclude").total(first)
    assert excluded.max == pytest.approx(60)
    assert excluded.won == pytest.approx(sum(float(row[code]) for code in row_codes(rows) if row[code]))


def test_no_published_value_passes_the_inferred_maximum(shared):
    for edition in editions():
        held = [row for row in published(shared) if edition.periods.hold(row["year"])]
        for item in edition.scored:
            assert max(float(row[item.code]) for row in held if row[item.code]) <= item.max
