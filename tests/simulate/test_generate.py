import csv
import hashlib
import io
from datetime import date
from decimal import Decimal

import pytest
from tests.warehouse import places

from donghanh.errors import InputError
from donghanh.simulate import Quantities, Recipe, quantities, simulate

PEOPLE = Quantities.model_validate(
    {"quantities": {"population": {"by": "place_kind", "between": {"commune": [6000, 9000], "ward": [20000, 30000]}}}}
)
COLUMNS = {
    "commune_code": "{place}",
    "month": "{first_day:%d/%m/%Y}",
    "population": {"of": "population"},
    "insured": {"of": "population", "between": [0.8, 0.9], "trend": 0.01, "noise": 0.02, "most": 1},
}
YEAR = [
    {"name": "a.csv", "first": "2025-07", "last": "2025-12"},
    {"name": "b.csv", "first": "2026-01", "last": "2026-06"},
]


def known():
    return quantities(PEOPLE, places().children("LG", date(2026, 1, 1)))


def files(**changes) -> dict[str, str]:
    recipe = Recipe.model_validate({"dataset": "test.rows", "by": "soyte", "files": YEAR, "columns": COLUMNS} | changes)
    return {file.name: text for file, text in simulate(recipe, known(), {"commune_code": "Mã xã"})}


def rows(**changes) -> list[dict[str, str]]:
    texts = files(**changes).values()
    return [row for text in texts for row in csv.DictReader(io.StringIO(text), delimiter=";")]


def of(found, place, month):
    return next(one for one in found if one["Mã xã"] == place and one["month"] == month)


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def test_the_same_recipe_gives_the_same_bytes_on_every_machine_and_another_seed_others():
    found = files()
    assert list(found) == ["a.csv", "b.csv"]
    digest = hashlib.sha256("".join(found.values()).encode()).hexdigest()
    assert digest == "8f07f533c3384f4fac1e3ada0cd6a410d6c2edfc0044d0d07cc54a1847104c4f"
    assert files(seed=2) != found


def test_every_place_reports_once_a_period_under_the_titles_given():
    found = rows()
    assert len(found) == 60 * 12
    assert len({(one["Mã xã"], one["month"]) for one in found}) == 60 * 12
    assert all(number(one["insured"]) <= number(one["population"]) for one in found)


def test_places_differ_and_a_trend_shows_over_the_year():
    found = rows()
    shares = {one["Mã xã"]: number(one["insured"]) / number(one["population"]) for one in found[:60]}
    assert max(shares.values()) - min(shares.values()) > Decimal("0.05")
    first, last = (sum(number(one["insured"]) for one in part) for part in (found[:60], found[-60:]))
    assert Decimal("1.08") < last / first < Decimal("1.14")


def test_a_column_more_leaves_the_others_as_they_were():
    more = rows(columns={"beds": {"between": [1, 9]}, **COLUMNS})
    assert [one["insured"] for one in more] == [one["insured"] for one in rows()]


def test_two_datasets_with_the_same_reporters_know_the_same_schools():
    columns = {"Mã xã": "{place}-{number}", "pupils": {"between": [100, 900]}}
    schools = rows(dataset="test.schools", reporters=[2, 5], files=YEAR[:1], columns=columns)
    some = rows(dataset="test.outcomes", reporters=[2, 5], only=[2, 3], files=YEAR[1:], columns=columns)
    pupils = {one["Mã xã"]: one["pupils"] for one in schools}
    assert {one["Mã xã"] for one in some} == {code for code in pupils if code[-1] in "23"}
    assert all(pupils[one["Mã xã"]] == one["pupils"] for one in some)


def test_a_column_of_codes_gives_a_row_for_each_and_a_hidden_column_is_not_written():
    columns = COLUMNS | {"kind": "{kind}", "_half": {"of": "population", "between": [0.5, 0.5]}, "half": "{_half}"}
    found = rows(each={"kind": ["a", "b"]}, columns=columns, files=YEAR[:1])
    assert len(found) == 60 * 6 * 2
    assert "_half" not in found[0]
    assert abs(number(found[0]["half"]) * 2 - number(found[0]["population"])) <= 1


def test_events_follow_their_mean_their_weight_and_their_season():
    columns = {"id": "{place}-{period}-{number}", "day": {"days": [0, 27]}, "kind": {"choice": {"a": 3, "b": 1}}}
    found = rows(events=2, columns=columns)
    assert 60 * 12 * 1.7 < len(found) < 60 * 12 * 2.3
    assert len({one["id"] for one in found}) == len(found)
    assert sum(one["kind"] == "a" for one in found) > 2 * sum(one["kind"] == "b" for one in found)
    winter = rows(events=2, columns=columns, season=[2, *[0.5] * 11])
    assert sum(one["id"][6:13] == "2026-01" for one in winter) > 2 * sum(one["id"][6:13] == "2026-02" for one in winter)
    heavy = rows(events=1, weight="population", columns=columns)
    people = {code: float(fields["population"]) for code, fields in known().items()}
    big, little = (choose(people, key=people.get) for choose in (max, min))
    assert sum(one["id"].startswith(big) for one in heavy) > sum(one["id"].startswith(little) for one in heavy)


def test_who_has_something_keeps_it_and_more_have_it_later():
    found = rows(columns={"Mã xã": "{place}", "month": "{period}", "online": {"yes": 0.3, "trend": 0.05}})
    by_month = {
        month: {one["Mã xã"] for one in found if one["month"] == month and one["online"] == "có"}
        for month in ("2025-07", "2025-12", "2026-06")
    }
    assert by_month["2025-07"] <= by_month["2025-12"] <= by_month["2026-06"]
    assert len(by_month["2025-07"]) < len(by_month["2026-06"])


def test_planted_anomalies_stand_where_the_recipe_says_and_nowhere_else():
    planted = [
        {"kind": "copied", "place": "LG002", "periods": ["2026-03"]},
        {"kind": "rounded", "place": "LG003", "periods": ["2026-03"], "columns": ["insured"], "to": 1000},
        {"kind": "jump", "place": "LG004", "periods": ["2026-03"], "columns": ["insured"]},
        {"kind": "silent", "place": "LG005", "periods": ["2026-03"]},
    ]
    plain, found = rows(), rows(anomalies=planted)
    march = "01/03/2026"
    assert of(found, "LG002", march)["insured"] == of(found, "LG002", "01/02/2026")["insured"]
    assert number(of(found, "LG003", march)["insured"]) % 1000 == 0
    assert number(of(found, "LG004", march)["insured"]) == 10 * number(of(plain, "LG004", march)["insured"])
    assert not [one for one in found if one["Mã xã"] == "LG005" and one["month"] == march]
    touched = {"LG002", "LG003", "LG004", "LG005"}
    assert [one for one in found if one["Mã xã"] not in touched] == [
        one for one in plain if one["Mã xã"] not in touched
    ]


@pytest.mark.parametrize(
    ("fault", "is_spoilt"),
    [
        ({"kind": "blank", "column": "insured"}, lambda one: one["insured"] == ""),
        ({"kind": "replaced", "column": "insured", "value": "x"}, lambda one: one["insured"] == "x"),
        ({"kind": "swapped", "column": "day"}, lambda one: one["day"][4:8] == "-28-"),
        ({"kind": "times", "column": "insured", "factor": 100}, lambda one: number(one["insured"]) > 100_000),
    ],
)
def test_about_the_share_asked_for_is_spoilt(fault, is_spoilt):
    found = rows(columns=COLUMNS | {"day": {"days": [0, 20]}}, faults=[fault | {"share": 0.1}])
    assert 40 < sum(is_spoilt(one) for one in found) < 110


def test_a_row_may_stand_twice():
    found = rows(faults=[{"kind": "twice", "share": 0.1}])
    assert 40 < len(found) - 60 * 12 < 110


def test_decimals_bear_a_comma_and_a_day_after_the_last_file_is_left_open():
    columns = {"area": {"between": [1, 2], "decimals": 2}, "done": {"days": [0, 60]}}
    found = rows(columns=columns)
    assert all("." not in one["area"] for one in found)
    assert any("," in one["area"] for one in found)
    assert any(one["done"] == "" for one in found[-60:])
    assert not any(one["done"] == "" for one in found[:60])


@pytest.mark.parametrize("column", ["{nowhere}", {"of": "nowhere"}, {"days": [0, 1], "after": "nowhere"}])
def test_a_field_that_is_not_there_is_named(column):
    with pytest.raises(InputError, match="nowhere"):
        files(columns={"wrong": column})
