import csv
import json

import pytest
from tests.cli.test_index import DTI, run

PCI = (
    "entry_costs", "land_access", "transparency", "time_costs", "informal_charges", "policy_bias", "proactivity",
    "business_support", "labor_training", "legal_institutions",
)  # fmt: skip


@pytest.fixture
def pci(shared, tmp_path):
    """The published sub-indices of 2006-2013 as one table of inputs."""
    with (shared / "indices/pci_subindices_2005_2013.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] != "2005"]
    path = tmp_path / "pci.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["province", "year", *PCI])
        writer.writerows([row["province"], row["year"], *(row[code] for code in PCI)] for row in rows)
    return path


def test_each_year_is_scored_by_the_edition_that_held_then(pci):
    result = run("score", "pci", "--edition", "each", "--inputs", pci, "--json")
    periods = {one["period"]: one for one in json.loads(result.stdout)["periods"]}
    assert {periods[year]["edition"] for year in ("2006", "2008")} == {"2006-2008"}
    assert {periods[year]["edition"] for year in ("2009", "2012")} == {"2009-2012"}
    assert [len(periods[year]["places"]) for year in ("2008", "2013")] == [64, 63]  # with and without Hà Tây
    assert periods["2011"]["not_reproducible"] and not periods["2012"]["not_reproducible"]


def test_a_year_that_no_edition_scores_is_refused(pci, tmp_path):
    path = tmp_path / "late.csv"
    path.write_text("province,year,entry_costs\nHuế,2077,5\n", encoding="utf-8")
    result = run("score", "pci", "--edition", "each", "--inputs", path)
    assert (result.returncode, "2077" in result.stderr) == (1, True)


def test_on_new_boundaries_the_63_provinces_are_34_by_the_mean_of_their_parts(pci):
    result = run(
        "score", "pci", "--edition", "2013-2016", "--inputs", pci, "--period", "2013", "--boundaries", "new", "--json"
    )
    places = {one["place"]: one for one in json.loads(result.stdout)["places"]}
    own = run("score", "pci", "--edition", "2013-2016", "--inputs", pci, "--period", "2013", "--json")
    before = {one["place"]: one["won"] for one in json.loads(own.stdout)["places"]}
    assert len(places) == 34
    assert places["Đà Nẵng"]["made_of"] == ["Đà Nẵng", "Quảng Nam"]
    assert places["Đà Nẵng"]["won"] == pytest.approx((before["Đà Nẵng"] + before["Quảng Nam"]) / 2)


def test_two_spellings_of_one_province_in_two_years_are_one_place(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("province,year,entry_costs\nBắc Cạn,2012,5\nBắc Kạn,2013,6\nHuế,2013,5\n", encoding="utf-8")
    result = run(
        "compare", "pci", "--edition", "each", "--inputs", path, "--place", "Bắc Kạn", "--part", "entry_costs", "--json"
    )
    assert [one["period"] for one in json.loads(result.stdout)] == ["2012", "2013"]


def test_what_is_stated_of_oneself_and_what_is_appraised_are_scored_apart(tmp_path):
    path = tmp_path / "two.csv"
    rows = "place,channel,awareness.published\nHuế,self,0.9\nHuế,appraised,0.7\nĐà Nẵng,,1\n"
    path.write_text(rows, encoding="utf-8")

    def won(*more):
        result = run("score", "dti", "--edition", "922", "--inputs", path, "--json", *more)
        places = {one["place"]: one["parts"]["awareness"]["won"] for one in json.loads(result.stdout)["places"]}
        return places["Huế"]

    assert (won(), won("--channel", "self")) == (70, 90)


def test_wrong_use_is_said():
    assert run("score", "dti", "--inputs", DTI).returncode == 2
    assert run("score", "dti", "--edition", "922", "--inputs", "lake").returncode == 2
    missing = run("score", "none.yaml", "--inputs", DTI)
    assert (missing.returncode, "none.yaml" in missing.stderr) == (1, True)


def test_a_column_that_no_edition_of_the_index_has_is_refused(tmp_path):
    path = tmp_path / "typo.csv"
    path.write_text("province,year,entry_costs,polcy_bias\nHuế,2008,5,6\n", encoding="utf-8")
    result = run("score", "pci", "--edition", "each", "--inputs", path)
    assert (result.returncode, "polcy_bias" in result.stderr, "policy_bias" in result.stderr) == (1, True, True)
