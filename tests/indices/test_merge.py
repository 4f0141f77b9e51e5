"""Places made of others: by every policy, and on the real map."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.sets import MIN_MAX, edition, item, node, table

from donghanh.errors import ScoreError
from donghanh.indices.explain import explain
from donghanh.indices.inputs import gather
from donghanh.indices.merge import heirs, merge
from donghanh.indices.score import score
from donghanh.paths import packs_folders
from donghanh.places import load_places

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
MADE_OF = {"Đà Nẵng": ("Đà Nẵng", "Quảng Nam"), "Huế": ("Huế",)}
ROWS = {
    "Đà Nẵng": {"x.numerator": 9, "x.denominator": 10, "y": 6, "people": 1_000_000},
    "Quảng Nam": {"x.numerator": 10, "x.denominator": 40, "y": 2, "people": 3_000_000},
    "Huế": {"x.numerator": 1, "x.denominator": 2, "y": 10, "people": ""},
}
PEOPLE = item("people", "unscored", max=0)


def merged(policy, rows=ROWS, made_of=MADE_OF, items=(), **more):
    one = edition([item("x", "ratio"), item("y"), PEOPLE, *items], merger=policy and {"policy": policy} | more)
    return merge(score(one, gather(one, table(rows))), made_of)


@pytest.fixture(scope="module")
def places():
    return load_places(packs_folders()[0] / "places")


@pytest.mark.parametrize("subjects", [("Đà Nẵng", "Quảng Nam", "Huế"), ("Quảng Nam", "Đà Nẵng", "Huế")])
def test_places_of_before_the_first_of_july_2025_have_their_heirs(places, subjects):
    found = heirs(places, subjects, before=EVE, on=DAY)
    assert {name: set(made_of) for name, made_of in found.items()} == {
        "Đà Nẵng": {"Đà Nẵng", "Quảng Nam"},
        "Huế": {"Huế"},
    }


def test_a_table_by_code_stays_by_code(places):
    assert heirs(places, ["48", "49", "46"], before=EVE, on=DAY) == {"48": ("48", "49"), "46": ("46",)}


def test_all_63_provinces_have_34_heirs_each_once(places):
    every = [place.name for place in places.every(1, EVE)]
    found = heirs(places, every, before=EVE, on=DAY)
    assert (len(every), len(found)) == (63, 34)
    assert sorted(one for group in found.values() for one in group) == sorted(every)


def test_a_place_there_never_was_is_refused_with_the_nearest(places):
    with pytest.raises(ScoreError, match=r"score\.place") as refused:
        heirs(places, ["Quảng Namm"], before=EVE, on=DAY)
    assert "“Quảng Nam”" in refused.value.en


@pytest.mark.parametrize(
    ("policy", "x", "y"),
    [
        (None, (9 + 2.5) / 2, 4),
        ("mean", (9 + 2.5) / 2, 4),
        ("weighted", (9 + 3 * 2.5) / 4, 3),
        ("inputs", 10 * 19 / 50, 4),
    ],
)
def test_an_heir_is_scored_by_the_policy(policy, x, y):
    scores = merged(policy, **({"weight": "people"} if policy == "weighted" else {}))
    assert [scores.score("Đà Nẵng", code).won for code in ("x", "y", "all")] == pytest.approx([x, y, x + y])
    assert [scores.score("Huế", code).won for code in ("x", "y", "all")] == [5, 10, 15]
    assert [scores.total(one).rank for one in ("Đà Nẵng", "Huế")] == [2, 1]
    assert scores.made_of == MADE_OF


def test_weights_are_wanted_of_those_that_are_merged_and_only_of_them():
    rows = ROWS | {"Quảng Nam": ROWS["Quảng Nam"] | {"people": ""}}
    with pytest.raises(ScoreError, match=r"score\.weight") as refused:
        merged("weighted", rows, weight="people")
    assert "Quảng Nam" in refused.value.en
    assert "Huế" not in refused.value.en


def test_a_predecessor_that_is_not_scored_is_refused():
    with pytest.raises(ScoreError, match=r"score\.subject"):
        merged("mean", made_of={"Đà Nẵng": ("Đà Nẵng", "Quảng Ngãi")})


PARTS = {
    "kind": "parts",
    "parts": [{"code": code, "name": {"vi": code, "en": code}, "share": 0.5} for code in ("plan", "budget")],
}


def test_yes_and_no_are_averaged_and_not_added_up():
    """Two predecessors that have done everything do not make an heir that has done it twice."""
    rows = {
        name: row | {"z.plan": "có", "z.budget": "có" if name == "Đà Nẵng" else "không"} for name, row in ROWS.items()
    }
    assert merged("inputs", rows, items=[item("z", PARTS)]).score("Đà Nẵng", "z").won == 7.5


def test_a_target_is_averaged_as_its_value_is():
    rows = {name: row | {"z.value": 5, "z.target": 10} for name, row in ROWS.items()}
    rows["Huế"] |= {"z.value": 10}
    assert merged("inputs", rows, items=[item("z", "target_leader")]).score("Đà Nẵng", "z").won == 2.5


def test_answers_to_a_survey_are_added_up():
    survey = {
        "kind": "survey",
        "statistic": "share",
        "counted": ["good"],
        "answers": [{"code": code, "name": {"vi": code, "en": code}} for code in ("good", "bad")],
    }
    asked = item("z", "points", derive=survey, max=100)
    rows = {name: row | {"z.good": 10, "z.bad": 0 if name == "Đà Nẵng" else 30} for name, row in ROWS.items()}
    assert merged("inputs", rows, items=[asked]).score("Đà Nẵng", "z").won == 40  # 20 of 50


@pytest.mark.parametrize("policy", ["mean", "inputs"])
def test_what_does_not_apply_to_one_predecessor_is_had_from_the_other(policy):
    rows = ROWS | {"Quảng Nam": ROWS["Quảng Nam"] | {"y": "n/a"}}
    one = merged(policy, rows).score("Đà Nẵng", "y")
    assert one.value == 0.6
    assert one.outside == ()
    rows = rows | {"Đà Nẵng": ROWS["Đà Nẵng"] | {"y": "n/a"}}
    one = merged(policy, rows).score("Đà Nẵng", "y")
    assert (one.max, one.outside) == (0, ("y",))


@pytest.mark.parametrize("policy", ["mean", "inputs"])
def test_what_is_not_known_of_one_predecessor_is_not_known_of_the_heir(policy):
    scores = merged(policy, ROWS | {"Quảng Nam": {"y": 2}})
    assert scores.score("Đà Nẵng", "x").missing == ("x",)
    assert scores.score("Huế", "x").missing == ()


@pytest.mark.parametrize("policy", ["mean", "inputs"])
def test_the_whole_stays_the_whole(policy):
    one = edition(
        [item("x", "ratio"), item("y"), PEOPLE], merger={"policy": policy}, whole={"place": "VN", "policy": "mean"}
    )
    scores = merge(score(one, gather(one, table(ROWS))), MADE_OF)
    assert scores.subjects == ("Đà Nẵng", "Huế", "VN")
    assert [scores.total(name).rank for name in scores.subjects] == [2, 1, 0]
    assert scores.score("Huế", "y").won == 10


def test_a_node_given_by_its_predecessors_is_not_made_anew():
    """At 80 a node is capped: the mean of the capped is not the cap of the mean."""
    items = [item("x", max=100, parents=["group"]), item("y", max=100, parents=["all"])]
    nodes = [node("all", 200), node("group", 100, "all", cap=80)]
    rows = {"A": {"x": 100, "y": 0}, "B": {"x": 20, "y": 0}}
    for at, won in (([], 60), (["group"], 50)):
        one = edition(items, nodes, merger={"policy": "mean", "at": at})
        assert merge(score(one, gather(one, table(rows))), {"AB": ("A", "B")}).total("AB").won == won


@pytest.mark.parametrize("policy", ["mean", "inputs"])
def test_a_rule_of_a_node_holds_for_heirs_too(policy):
    """By means among the places that were; by inputs among the places that are."""
    items = [item(code, parents=["group"]) for code in "xy"]
    nodes = [node("all", 1, aggregate="arithmetic"), node("group", 1, "all", aggregate="arithmetic", rule=MIN_MAX)]
    one = edition(items, nodes, merger={"policy": policy})
    rows = {"A": {"x": 0, "y": 0}, "B": {"x": 10, "y": 10}, "C": {"x": 2, "y": 2}, "D": {"x": 4, "y": 4}}
    scores = merge(score(one, gather(one, table(rows))), {"AB": ("A", "B"), "C": ("C",), "D": ("D",)})
    expected = {"mean": [0.5, 0.2, 0.4], "inputs": [1, 0, 2 / 3]}[policy]
    assert scores.won[:, 0] == pytest.approx(expected)


def test_earlier_periods_are_merged_too_so_that_growth_is_known():
    growing = item(
        "x",
        {"kind": "min_max", "better": "high", "scale": [0, 1], "bounds": {"policy": "declared", "low": 0, "high": 1}},
        derive={"kind": "growth"},
    )
    one = edition([growing], merger={"policy": "inputs"})
    entries = [*table({"A": {"x": 10}, "B": {"x": 30}}, "2024"), *table({"A": {"x": 20}, "B": {"x": 40}}, "2025")]
    scores = merge(score(one, gather(one, entries)), {"AB": ("A", "B")})
    assert scores.total("AB").won == pytest.approx(5)  # 20 → 30 on average


def test_an_heir_of_one_place_is_explained_by_its_own_inputs():
    scores = merged("mean")
    told = {
        (one.score.subject, one.score.part.code): one.words["en"] for place in MADE_OF for one in explain(scores, place)
    }
    assert "from the points of Đà Nẵng, Quảng Nam" in told["Đà Nẵng", "y"]
    assert "value: 10" in told["Huế", "y"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.floats(0, 10)), min_size=1, max_size=6))
def test_a_place_made_of_itself_stays_what_it_was(rows):
    named = {f"P{i}": {"x.numerator": n, "x.denominator": n + d, "y": y} for i, (n, d, y) in enumerate(rows)}
    for policy in ("mean", "inputs"):
        one = edition([item("x", "ratio"), item("y", MIN_MAX), PEOPLE], merger={"policy": policy}, missing="exclude")
        scores = score(one, gather(one, table(named)))
        again = merge(scores, {name: (name,) for name in named})
        np.testing.assert_allclose(again.won, scores.won, atol=1e-12)
        np.testing.assert_array_equal(again.ranks, scores.ranks)
