"""Why a score changed: the causes add up, and none is blamed for what another did."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.sets import MIN_MAX, edition, item, node, table

from donghanh.errors import ScoreError
from donghanh.indices.change import CAUSES, change
from donghanh.indices.inputs import gather
from donghanh.indices.merge import merge
from donghanh.indices.score import score

OLD = edition([item("x", "ratio"), item("y"), item("z", MIN_MAX), item("gone")])
NEW = edition(
    [item("x", "ratio", max=20), item("y2", was=["y"]), item("z", MIN_MAX), item("new", "share", max=30)], edition="2"
)


def old_row(n=1, y=5, z=3, gone=2):
    return {"x.numerator": n, "x.denominator": 4, "y": y, "z": z, "gone": gone}


def new_row(n=1, y=5, z=3, new=0.5):
    return {"x.numerator": n, "x.denominator": 4, "y2": y, "z": z, "new": new}


def scored(one, rows, period=""):
    return score(one, gather(one, table(rows, period)))


def adds_up(found):
    return math.isclose(
        found.merger + sum(getattr(found, one) for one in CAUSES), found.after - found.before, abs_tol=1e-12
    )


def test_nothing_changed_and_nothing_is_blamed():
    before = scored(OLD, {"A": old_row(), "B": old_row(2, 1, 9, 4), "C": old_row(3, 2, 4, 0)}, "2013")
    after = scored(OLD, {"A": old_row(), "B": old_row(2, 1, 9, 4), "C": old_row(3, 2, 4, 0)}, "2014")
    found = change(before, after, "A")
    assert [found.merger, found.data, found.edition, found.peers] == [0, 0, 0, 0]
    assert [one.gain for one in found.items] == [0] * 4


def test_each_cause_alone_is_blamed_alone():
    rows = {"A": old_row(), "B": old_row(2, 1, 9, 4), "C": old_row(3, 2, 4, 0)}
    before = scored(OLD, rows)
    own = change(before, scored(OLD, rows | {"A": old_row(3)}), "A")
    assert (own.data, own.edition, own.peers) == (pytest.approx(0.5 * 10 / 40), 0, 0)
    others = change(before, scored(OLD, rows | {"B": old_row(2, 1, 33, 4)}), "A")
    assert (others.data, others.edition) == (0, 0)
    assert others.peers == pytest.approx(others.after - others.before)
    assert others.peers < 0 or others.peers == 0
    stricter = edition([item("x", "ratio", max=20), item("y"), item("z", MIN_MAX), item("gone")])
    rules = change(before, scored(stricter, rows), "A")
    assert (rules.data, rules.peers) == (0, 0)
    assert rules.edition == pytest.approx(rules.after - rules.before)


def test_an_item_that_comes_or_goes_is_a_change_of_edition():
    before = scored(OLD, {"A": old_row(), "B": old_row(2)})
    after = scored(NEW, {"A": new_row(), "B": new_row(2)})
    found = change(before, after, "A")
    assert (found.data, found.peers) == (0, 0)
    assert found.edition == pytest.approx(found.after - found.before)
    told = {one.item.code: (one.before, one.after) for one in found.items}
    assert told["gone"] == (2, None)
    assert told["new"] == (None, 15)
    assert told["y2"] == (5, 5)


NUMBER = st.integers(0, 10)
ROW = st.tuples(st.integers(0, 4), NUMBER, NUMBER, NUMBER)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ROW, min_size=3, max_size=6),
    st.lists(ROW, min_size=3, max_size=6),
    st.sampled_from(["zero", "exclude", "last"]),
    st.booleans(),
)
def test_the_causes_add_up_whatever_changes(earlier, later, missing, same_edition):
    one = OLD.model_validate(OLD.model_dump(mode="json") | {"missing": missing})
    two = one if same_edition else NEW.model_validate(NEW.model_dump(mode="json") | {"missing": missing})
    row = old_row if same_edition else lambda n, y, z, new: new_row(n, y, z, new / 10)
    before = scored(one, {f"P{i}": old_row(*values) for i, values in enumerate(earlier)}, "2013")
    after = scored(two, {f"P{i}": row(*values) for i, values in enumerate(later)}, "2014")
    found = change(before, after, "P1")
    assert adds_up(found)
    assert found.before == pytest.approx(before.total("P1").value)
    if same_edition:
        assert found.edition == 0
    if earlier[1] == later[1] and same_edition:
        assert found.data == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, min_size=2, max_size=5), st.lists(ROW, min_size=2, max_size=5))
def test_others_do_not_matter_where_no_rule_compares(earlier, later):
    one = edition([item("x", "ratio"), item("y"), item("z"), item("gone", derive={"kind": "growth"})], missing="zero")
    before = gather(one, table({f"P{i}": old_row(*row) for i, row in enumerate(earlier)}, "2013"))
    after = gather(
        one,
        [
            *table({f"P{i}": old_row(*row) for i, row in enumerate(earlier)}, "2013"),
            *table({f"P{i}": old_row(*row) for i, row in enumerate(later)}, "2014"),
        ],
    )
    found = change(score(one, before), score(one, after), "P0")
    assert (found.peers, found.edition, found.merger) == (0, 0, 0)
    assert adds_up(found)


@pytest.mark.parametrize("policy", [{"policy": "pooled", "since": "2011"}, {"policy": "panel"}])
def test_the_same_edition_is_never_blamed_though_its_bounds_look_back(policy):
    one = edition([item("x", MIN_MAX | {"bounds": policy}), item("g", MIN_MAX, derive={"kind": "growth"})])
    rng = np.random.default_rng(3)
    entries = [
        entry
        for year in ("2011", "2012", "2013", "2014")
        for entry in table({p: {"x": rng.uniform(1, 9), "g": rng.uniform(1, 9)} for p in "ABCD"}, year)
    ]
    before = score(one, gather(one, [entry for entry in entries if entry.period < "2014"]))
    after = score(one, gather(one, entries))
    for place in "ABCD":
        found = change(before, after, place)
        assert found.edition == pytest.approx(0, abs=1e-12)
        assert found.data != 0 != found.peers
        assert adds_up(found)


PRE = {"A": old_row(0, 2, 1, 1), "B": old_row(4, 8, 9, 3), "C": old_row(2, 2, 2, 2)}


def test_a_merger_is_told_apart_from_what_came_after_it():
    before = scored(OLD, PRE)
    after = scored(NEW, {"A": new_row(3), "C": new_row(2)})
    found = change(before, after, "A", predecessors=["A", "B"])
    shares = {one: before.total(one).value for one in "AB"}
    assert found.before == shares["A"]
    assert found.merger == pytest.approx((shares["B"] - shares["A"]) / 2)
    assert adds_up(found)
    assert (found.rank_before, found.rank_after) == (before.total("A").rank, after.total("A").rank)
    merged_y = next(one for one in found.items if one.item.code == "y2")
    assert (merged_y.before, merged_y.after) == (5, 5)


def test_a_place_that_is_new_by_name_begins_as_the_mean_of_its_predecessors():
    found = change(scored(OLD, PRE), scored(NEW, {"AB": new_row(3), "C": new_row()}), "AB", predecessors=["A", "B"])
    assert (found.merger, found.rank_before) == (0, 0)
    assert adds_up(found)


@pytest.mark.parametrize("policy", ["mean", "weighted", "inputs"])
def test_scores_that_were_merged_already_are_told_from_what_they_were_merged_from(policy):
    people = item("people", "unscored", max=0)
    one = edition(
        [item("x", "ratio"), item("z", MIN_MAX), people],
        merger={"policy": policy} | ({"weight": "people"} if policy == "weighted" else {}),
    )

    def of(shift, period):
        rows = {
            p: {"x.numerator": n + shift, "x.denominator": n + 9, "z": n * n, "people": n + 1}
            for n, p in enumerate("ABCD")
        }
        return scored(one, rows, period)

    made_of = {"AB": ("A", "B"), "C": ("C",), "D": ("D",)}
    both = change(merge(of(0, "2013"), made_of), merge(of(2, "2014"), made_of), "AB")
    assert (both.edition, both.peers) == (0, 0)
    assert both.data > 0
    assert adds_up(both)
    assert both.rank_before > 0
    later = scored(
        one,
        {p: {"x.numerator": 3, "x.denominator": 9, "z": n, "people": 1} for n, p in enumerate(("AB", "C", "D"))},
        "2014",
    )
    assert adds_up(change(merge(of(0, "2013"), made_of), later, "AB"))


@pytest.mark.parametrize(("first", "second"), [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("place", ["A", "VN"])
def test_a_whole_on_one_side_only_is_nobody_s_peer(first, second, place):
    whole = {"place": "VN", "policy": "mean"}
    rows = {"A": {"z": 0}, "B": {"z": 10}, "VN": {"z": 4}}
    one, two = (edition([item("z", MIN_MAX)], **({"whole": whole} if has else {})) for has in (first, second))
    found = change(scored(one, rows), scored(two, rows | {"A": {"z": 1}}), place)
    assert adds_up(found)
    if place == "A" and first and second:
        assert (found.edition, found.peers) == (0, 0)


def test_the_whole_moves_by_its_members_or_by_itself():
    one = edition([item("z", "share")], whole={"place": "VN", "policy": "mean"})
    before = scored(one, {"A": {"z": 0.2}, "B": {"z": 0.4}})
    members = change(before, scored(one, {"A": {"z": 0.4}, "B": {"z": 0.4}}), "VN")
    assert (members.data, members.peers) == (0, pytest.approx(0.1))
    itself = change(before, scored(one, {"A": {"z": 0.2}, "B": {"z": 0.4}, "VN": {"z": 0.9}}), "VN")
    assert (itself.data, itself.peers) == (pytest.approx(0.6), 0)


def test_what_does_not_apply_any_more_is_a_change_of_data():
    before, after = (
        scored(OLD, {"A": old_row(), "B": old_row()}),
        scored(OLD, {"A": old_row(gone="n/a"), "B": old_row()}),
    )
    found = change(before, after, "A")
    assert (found.edition, found.peers) == (0, 0)
    assert found.data == pytest.approx(found.after - found.before) != 0


def test_points_out_of_another_maximum_are_a_change_of_edition_only_in_weight():
    one, two = edition([item("p"), item("q")]), edition([item("p", max=20), item("q")])
    found = change(scored(one, {"A": {"p": 5, "q": 5}}), scored(two, {"A": {"p": 10, "q": 5}}), "A")
    assert [found.data, found.edition, found.peers] == pytest.approx([0, 0, 0])


def test_renumbered_items_are_found_by_what_they_were_called():
    one = edition([item("c1"), item("c2", "share")])
    two = edition([item("c2"), item("c3", "share", was=["c2"]), item("c4", was=["c1"])])
    found = change(scored(one, {"A": {"c1": 4, "c2": 1}}), scored(two, {"A": {"c2": 1, "c3": 1, "c4": 4}}), "A")
    assert adds_up(found)
    assert {each.item.code: each.before for each in found.items} == {"c2": None, "c3": 10, "c4": 4}
    assert (found.data, found.peers) == (0, 0)


def test_no_score_on_either_side_is_refused():
    strict = edition([item("y")], missing="block")
    known, unknown = scored(strict, {"A": {"y": 1}, "B": {"y": 1}}), scored(strict, {"A": {"y": ""}, "B": {"y": 1}})
    for before, after in ((known, unknown), (unknown, known)):
        with pytest.raises(ScoreError, match=r"score\.change"):
            change(before, after, "A")
    with pytest.raises(ScoreError, match=r"score\.subject"):
        change(known, known, "C")


@pytest.mark.parametrize(("better", "flags"), [("high", (True, False)), ("low", (False, True))])
def test_up_but_behind_knows_which_way_is_up(better, flags):
    one = edition([item("y")], published={"kind": "points", "decimals": 1, "better": better})
    before, after = scored(one, {"A": {"y": 5}, "B": {"y": 4}}), scored(one, {"A": {"y": 6}, "B": {"y": 7}})
    found = change(before, after, "A")
    assert (found.up_but_behind, found.down_but_ahead) == flags


def test_means_and_rules_of_nodes_change_too():
    nodes = [node("all", 100, aggregate="geometric"), node("n", 1, "all", aggregate="arithmetic", rule=MIN_MAX)]
    items = [item("a", parents=["n"]), item("b", parents=["all"])]
    one = edition(items, nodes)
    before = scored(one, {"A": {"a": 3, "b": 2}, "B": {"a": 1, "b": 5}, "C": {"a": 9, "b": 5}})
    after = scored(one, {"A": {"a": 4, "b": 2}, "B": {"a": 1, "b": 5}, "C": {"a": 7, "b": 5}})
    found = change(before, after, "A")
    assert adds_up(found)
    assert found.edition == 0
    assert found.data > 0 < found.peers
