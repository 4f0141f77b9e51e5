import csv
import json

import pytest
from tests.cli.test_index import run

EDITION = """\
code: thu
edition: "1"
name: {vi: Bộ thử, en: Small set}
decision: {number: 1/QĐ-THU, issuer: Thử}
subjects: organisation
missing: zero
published: {kind: points, decimals: 2}
nodes:
  - {code: total, max: 100, aggregate: arithmetic, name: {vi: Tổng, en: Total}}
items:
  - {code: a, weight: 60, parents: [total], max: 10, rule: {kind: points}, name: {vi: A, en: A}}
  - {code: b, weight: 40, parents: [total], max: 10, name: {vi: B, en: B},
     rule: {kind: min_max, better: high, scale: [0, 10], bounds: {policy: same_year}}}
"""


@pytest.fixture
def asked(tmp_path):
    """The arguments that name a small edition and a table of two years."""
    (tmp_path / "thu.yaml").write_text(EDITION, encoding="utf-8")
    table = "place,year,a,b\nX,2024,5,1\nY,2024,6,3\nZ,2024,4,2\nX,2025,6,2\nY,2025,6,4\nZ,2025,9,3\n"
    (tmp_path / "thu.csv").write_text(table, encoding="utf-8")
    return [tmp_path / "thu.yaml", "--inputs", tmp_path / "thu.csv"]


def document(*arguments):
    result = run(*arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_an_edition_in_no_pack_is_scored_from_its_file_year_by_year(asked):
    found = document("score", *asked)
    assert [one["period"] for one in found["periods"]] == ["2024", "2025"]
    totals = {place["place"]: place["won"] for place in found["periods"][0]["places"]}
    assert totals == pytest.approx({"X": 30, "Y": 76, "Z": 44})
    assert found["places"] == found["periods"][1]["places"]


def test_one_period_of_a_table_is_scored_alone(asked):
    assert "periods" not in document("score", *asked, "--period", "2024")
    result = run("score", *asked, "--period", "2023")
    assert (result.returncode, "2023" in result.stderr) == (1, True)


def test_a_bad_edition_is_refused_with_its_line(asked):
    asked[0].write_text(EDITION.replace("weight: 40", "weight: 30"), encoding="utf-8")
    result = run("score", *asked)
    assert result.returncode == 1
    assert "thu.yaml:9" in result.stderr and "90" in result.stderr


def test_places_and_years_are_compared_and_odd_moves_pointed_out(asked):
    rows = document("compare", *asked, "--place", "X", "--place", "Z")
    assert [(one["place"], one["period"], one["rank"]) for one in rows] == [
        ("X", "2024", 3), ("X", "2025", 3), ("Z", "2024", 2), ("Z", "2025", 2)
    ]  # fmt: skip
    assert rows[3]["gain"] == pytest.approx(30)
    shown = run("compare", *asked, "--place", "Z").stdout
    assert "+30,00" in shown


def test_a_change_is_split_and_its_parts_add_up(asked):
    found = document("change", *asked, "--place", "X", "--from", "2024", "--to", "2025")
    parts = sum(found[cause] for cause in ("merger", "data", "edition", "peers"))
    assert parts == pytest.approx(found["after"] - found["before"])
    assert found["edition"] == 0
    assert run("change", *asked, "--place", "X", "--from", "2020", "--to", "2025").returncode == 1


def test_what_if_scores_everybody_again(asked):
    found = {one["place"]: one for one in document("whatif", *asked, "--set", "X:a=10", "--set", "X:b=4")}
    assert (found["X"]["value_after"], found["X"]["rank_after"]) == (100, 1)
    assert found["Y"]["value_after"] == pytest.approx(76)
    assert "→" in run("whatif", *asked, "--set", "X:a=10").stdout


@pytest.mark.parametrize(("text", "code"), [("X:a=11", 1), ("Q:a=1", 1), ("X:c=1", 1), ("Xa1", 2)])
def test_a_change_that_cannot_be_made_is_refused(asked, text, code):
    assert run("whatif", *asked, "--set", text).returncode == code


def test_sensitivity_is_the_same_for_the_same_seed(asked):
    first, again = (document("sensitivity", *asked, "--draws", "50", "--sobol", "32", "--seed", "7") for _ in range(2))
    assert first == again
    assert {one["code"] for one in first["effects"]} == {"a", "b"}
    assert all(one["low"] <= one["rank"] <= one["high"] for one in first["places"])


def test_a_choice_without_effect_is_refused(asked):
    result = run("sensitivity", *asked, "--missing", "mean")
    assert (result.returncode, "giá trị thiếu" in result.stderr) == (1, True)


def published(path, values):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["place", "period", "published"], *values])
    return path


def test_published_results_are_had_again_or_said_not_to_be(asked, tmp_path):
    right = published(tmp_path / "right.csv", [["X", 2024, 30], ["Y", 2024, 76]])
    found = document("reproduce", *asked, "--published", right)
    assert [(one["verdict"], one["places"], one["within"]) for one in found] == [("reproduced", 2, 2)]
    wrong = published(tmp_path / "wrong.csv", [["X", 2024, 30], ["Y", 2024, 77]])
    result = run("reproduce", *asked, "--published", wrong, "--json")
    assert result.returncode == 1
    assert json.loads(result.stdout)[0]["verdict"] == "not reproducible"
    note = 'not_reproducible: [{period: "2024", note: {vi: Không theo công thức, en: By another formula}}]\nnodes:'
    asked[0].write_text(EDITION.replace("nodes:", note), encoding="utf-8")
    declared = run("reproduce", *asked, "--published", wrong)
    assert (declared.returncode, "Không theo công thức" in declared.stdout) == (0, True)


def test_a_published_table_without_its_columns_is_refused(asked, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("place,score\nX,1\n", encoding="utf-8")
    result = run("reproduce", *asked, "--published", path)
    assert (result.returncode, "bad.csv:2" in result.stderr) == (1, True)


def test_a_column_that_is_no_item_is_refused_unless_it_is_to_be_ignored(asked, tmp_path):
    path = tmp_path / "more.csv"
    path.write_text("place,year,a,b,rank\nX,2024,5,1,2\nY,2024,6,3,1\n", encoding="utf-8")
    refused = run("score", asked[0], "--inputs", path)
    assert (refused.returncode, "rank" in refused.stderr) == (1, True)
    assert run("score", asked[0], "--inputs", path, "--ignore", "rank").returncode == 0
