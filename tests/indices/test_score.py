import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score

SOE = ("soe_ap", "soe_contract", "soe_credit", "soe_land", "soe_mining", "h4_new")
FOREIGN = ("fie_ap", "fie_land", "fie_operation", "fie_tax", "h27_new", "h3_new")
CONNECTED = ("h25_new", "h5_new")
PCI_WEIGHTS = dict.fromkeys(SOE, 0.34 / 6) | dict.fromkeys(FOREIGN, 0.33 / 6) | dict.fromkeys(CONNECTED, 0.33 / 2)


def entries(place, plan, top, bottom, trained):
    on_time = [Entry(place, "on_time", top, "numerator"), Entry(place, "on_time", bottom, "denominator")]
    return [Entry(place, "plan", plan), *on_time, Entry(place, "trained", trained)]


@pytest.fixture
def two(small):
    return score(small, gather(small, [*entries("A", "có", "3", "4", "8"), *entries("B", "không", "4", "4", "")]))


def test_points_add_up_to_nodes_and_the_shared_foundation_counts_once(two):
    won = {code: two.score("A", code).won for code in two.codes}
    assert won == {"total": 33, "left": 25, "right": 18, "base": 10, "plan": 10, "on_time": 15, "trained": 8}
    assert (two.total("A").max, two.total("A").lost, two.total("A").value) == (40, 7, 33 / 40)


def test_what_is_missing_and_what_waits_for_the_annex_is_named(two):
    assert two.total("B").missing == ("trained",)
    assert two.score("B", "left").missing == ()
    assert two.total("A").to_fill == ("annex",)


def test_places_are_ranked_at_every_part(two):
    assert [(one.subject, one.rank) for one in two.totals()] == [("A", 1), ("B", 2)]
    assert two.score("B", "on_time").rank == 1


def test_an_item_that_is_left_out_takes_its_maximum_with_it():
    edition = Edition.model_validate(SMALL | {"missing": "exclude"})
    scores = score(edition, gather(edition, entries("B", "không", "4", "4", "")))
    assert (scores.total("B").won, scores.total("B").max) == (20, 30)


def test_an_item_may_have_a_policy_of_its_own():
    items = [dict(item) for item in SMALL["items"]]
    items[2]["missing"] = "block"
    edition = Edition.model_validate(SMALL | {"items": items})
    scores = score(edition, gather(edition, entries("B", "", "4", "4", "")))
    assert math.isnan(scores.total("B").won)
    assert scores.total("B").rank == 0
    assert scores.score("B", "left").won == 20


def test_the_whole_uses_its_own_figures_where_it_has_them_and_else_the_mean():
    edition = Edition.model_validate(SMALL | {"whole": {"place": "LG", "policy": "mean"}})
    given_of = [*entries("A", "có", "10", "100", "8"), *entries("B", "không", "9", "10", "4")]
    own = [Entry("LG", "on_time", "19", "numerator"), Entry("LG", "on_time", "110", "denominator")]
    scores = score(edition, gather(edition, [*given_of, *own]))
    assert scores.score("LG", "plan").won == 5
    assert scores.score("LG", "trained").won == 6
    assert scores.score("LG", "on_time").won == pytest.approx(20 * 19 / 110)
    assert scores.total("LG").rank == 0
    assert {scores.total(place).rank for place in "AB"} == {1, 2}


@pytest.mark.parametrize(("place", "code"), [("C", "total"), ("A", "totl")])
def test_an_unknown_place_or_part_is_refused(two, place, code):
    with pytest.raises(ScoreError):
        two.score(place, code)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 99), st.integers(1, 99), st.floats(0, 10)), min_size=1))
def test_every_point_is_won_or_lost_and_no_node_leaves_its_bounds(rows):
    edition = Edition.model_validate(SMALL)
    given_of = [
        entry
        for place, (plan, top, bottom, trained) in enumerate(rows)
        for entry in entries(f"P{place}", "có" if plan else "không", str(top), str(bottom), str(trained))
    ]
    scores = score(edition, gather(edition, given_of))
    assert (scores.won >= 0).all()
    assert (scores.won <= scores.max + 1e-9).all()
    assert (scores.published[:, 0] == np.sort(scores.published[:, 0])[::-1][scores.ranks[:, 0] - 1]).all()


def policy_bias():
    """PCI 2013 "policy bias": 14 survey shares, low is better, three groups weighing 34, 33 and 33, a scale of 10."""
    words = {"vi": "Thiên vị", "en": "Policy bias"}
    rule = {"kind": "min_max", "better": "low", "bounds": {"policy": "same_year"}}
    items = [
        {"code": code, "name": words, "parents": ["bias"], "max": 10 * weight, "rule": rule}
        for code, weight in PCI_WEIGHTS.items()
    ]
    head = {"code": "pci", "edition": "2013", "name": words, "decision": SMALL["decision"], "subjects": "province"}
    how = {"missing": "block", "published": {"kind": "points", "decimals": 6}}
    return Edition.model_validate(head | how | {"nodes": [{"code": "bias", "name": words, "max": 10}], "items": items})


def test_a_published_pci_subindex_is_had_again_from_its_raw_shares(shared):
    with (shared / "indices/golden_pci2013_policy_bias.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    edition = policy_bias()
    raw = [Entry(row["province"], code, row[code]) for row in rows for code in PCI_WEIGHTS]
    scores = score(edition, gather(edition, raw))
    errors = [abs(scores.total(row["province"]).won - float(row["published_score"])) for row in rows]
    assert len(errors) == 63
    assert max(errors) <= 2e-6
