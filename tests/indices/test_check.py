import copy

import pytest
from pydantic import ValidationError
from tests.indices.sets import edition, item, node
from tests.indices.small import SMALL

from donghanh.indices.check import problems
from donghanh.indices.definition import Edition


def found(change):
    document = copy.deepcopy(SMALL)
    change(document)
    return [(one.code, one.location, one.en) for one in problems(Edition.model_validate(document))]


def test_the_small_edition_holds_together(small):
    assert problems(small) == ()


def test_two_parts_with_one_code_are_refused():
    [(code, location, _)] = found(lambda one: one["items"][0].update(code="left"))
    assert (code, location) == ("index.code-twice", ("items", 0, "code"))


def test_an_unknown_parent_is_refused_with_the_nearest_right_one():
    [(code, location, said)] = found(lambda one: one["items"][1].update(parents=["lefft"]))
    assert (code, location) == ("index.parent", ("items", 1, "parents", 0))
    assert "“left”" in said


def test_a_cycle_is_refused_and_shown():
    def close(one):
        one["nodes"][1]["parents"] = ["base"]

    [(code, _, said)] = found(close)
    assert code == "index.cycle"
    assert "left → base → left" in said


def test_a_node_that_is_its_own_parent_is_a_cycle():
    [(code, _, said)] = found(lambda one: one["nodes"][0].update(parents=["total"]))
    assert (code, said) == ("index.cycle", "the nodes form a cycle: total → total")


def test_a_second_total_is_refused():
    assert "index.roots" in [code for code, _, _ in found(lambda one: one["nodes"][3].pop("parents"))]


@pytest.mark.parametrize(("position", "maximum"), [(0, 41), (0, 39), (1, 31), (3, 9)])
def test_a_maximum_that_its_items_do_not_add_up_to_is_refused(position, maximum):
    wrong = found(lambda one: (one["nodes"][position].update(max=maximum), one["items"].pop()))
    assert ("index.sum", ("nodes", position, "max")) in [(code, location) for code, location, _ in wrong]


def test_a_node_with_rows_to_fill_may_hold_more_points_than_are_known():
    assert found(lambda one: one["nodes"][0].update(max=60)) == []


def test_a_node_without_items_is_refused():
    empty = {"code": "empty", "name": {"vi": "Rỗng", "en": "Empty"}, "max": 0, "parents": ["total"]}
    assert [code for code, _, _ in found(lambda one: one["nodes"].append(empty))] == ["index.empty-node"]


@pytest.mark.parametrize("key", ["rule", "max"])
def test_a_scored_item_needs_its_rule_and_its_maximum(key):
    assert "index.rule" in [code for code, _, _ in found(lambda one: one["items"][0].pop(key))]


def test_a_row_to_fill_cannot_have_a_rule():
    wrong = found(lambda one: one["items"][3].update(rule={"kind": "yes_no"}))
    assert [(code, location) for code, location, _ in wrong] == [("index.rule", ("items", 3, "rule"))]


def test_a_step_above_the_maximum_is_refused():
    steps = {"kind": "steps", "steps": [{"at_least": 1, "points": 5}, {"at_least": 2, "points": 11}]}
    wrong = found(lambda one: one["items"][2].update(rule=steps))
    assert [(code, location) for code, location, _ in wrong] == [("index.steps", ("items", 2, "rule", "steps", 1))]


def test_no_points_and_unscored_go_together():
    assert "index.unscored" in [code for code, _, _ in found(lambda one: one["items"][2].update(max=0))]
    unscored = {"kind": "unscored"}
    assert "index.unscored" in [code for code, _, _ in found(lambda one: one["items"][2].update(rule=unscored))]


def test_an_input_the_rule_does_not_have_is_refused():
    names = {"numeratr": {"name": {"vi": "Tử", "en": "Top"}}}
    [(code, location, said)] = found(lambda one: one["items"][1].update(inputs=names))
    assert (code, location) == ("index.input", ("items", 1, "inputs", "numeratr"))
    assert "“numerator”" in said


def test_bands_run_from_the_highest_down():
    bands = [{"at_least": at, "name": {"vi": "M", "en": "B"}} for at in (50, 65)]
    assert [code for code, _, _ in found(lambda one: one.update(bands=bands))] == ["index.bands"]


def wrong(items, nodes=None, **more):
    """Codes and locations of what is wrong with an edition of these items and nodes."""
    return [(one.code, one.location) for one in problems(edition(items, nodes, **more))]


def weighted(*weights, method="arithmetic", classes=None, **more):
    items = [
        item(code, **({} if weight is None else {"weight": weight}))
        for code, weight in zip("abc", weights, strict=False)
    ]
    nodes = [node("all", 100, aggregate={"method": method, **more})]
    return [(one.code, one.location, one.en) for one in problems(edition(items, nodes, weight_classes=classes or {}))]


@pytest.mark.parametrize(
    "weights",
    [(0.75, 0.25), (75, 25), (0.333, 0.333, 0.334), (33.33, 33.33, 33.33), (None, None), (1, 0), ({"all": 0.4}, 0.6)],
)
def test_weights_that_make_a_whole_are_sound(weights):
    assert weighted(*weights) == []


@pytest.mark.parametrize(
    ("weights", "more", "code", "location", "said"),
    [
        ((0.5, 0.4), {}, "index.weights", ("nodes", 0), "0.9"),
        ((50, 40), {}, "index.weights", ("nodes", 0), "90"),
        ((2, 1), {}, "index.weights", ("nodes", 0), "relative"),
        ((0.5, None), {}, "index.weight", ("nodes", 0), "no weight for b"),
        ((0, 0), {"weights": "relative"}, "index.weights", ("nodes", 0), "0"),
        ((-0.5, 1.5), {}, "index.weight", ("items", 0, "weight"), "negative"),
        ((0.5, 0.5), {"method": "sum"}, "index.weight", ("nodes", 0, "aggregate"), "drop"),
        ((0.5, 0.5), {"method": "median"}, "index.weight", ("nodes", 0, "aggregate"), "drop"),
        (
            ("hgh", "low"),
            {"weights": "relative", "classes": {"high": 2, "low": 1}},
            "index.weight-class",
            ("items", 0, "weight"),
            "“high”",
        ),
        (
            ("high", "low"),
            {"weights": "relative", "classes": {"high": 2, "low": -1}},
            "index.weight",
            ("weight_classes", "low"),
            "negative",
        ),
        (({"al": 0.5}, 0.5), {}, "index.weight", ("items", 0, "weight"), "“all”"),
    ],
)
def test_weights_that_cannot_be_are_refused_where_they_stand(weights, more, code, location, said):
    found = weighted(*weights, **more)
    assert (code, location) in [one[:2] for one in found]
    assert said in next(one[2] for one in found if one[:2] == (code, location))


def test_classes_and_relative_weights_need_not_add_up():
    classes = {"high": 2, "medium": 1.5, "low": 1}
    assert weighted("high", "medium", "low", weights="relative", classes=classes) == []
    assert weighted(3, 2, 2, weights="relative") == []


def shared(left, right, **total):
    """An item that stands under two nodes; each a plain sum, or more than that."""
    items = [item("both", parents=["l", "r"]), item("a", parents=["l"]), item("b", parents=["r"])]
    return wrong(items, [node("all", 30, **total), node("l", 20, "all", **left), node("r", 20, "all", **right)])


MEAN, CAP = {"aggregate": "arithmetic"}, {"cap": 15}


@pytest.mark.parametrize(("left", "right"), [({}, {}), ({"bands": []}, {})])
def test_an_item_under_two_plain_sums_counts_once(left, right):
    assert shared(left, right) == []


@pytest.mark.parametrize(("left", "right"), [(MEAN, MEAN), (CAP, CAP), (MEAN, {}), ({}, CAP), ({"floor": 1}, MEAN)])
def test_an_item_that_a_sum_would_count_twice_is_refused(left, right):
    assert ("index.counted-twice", ("nodes", 0)) in shared(left, right)


def test_in_a_mean_an_item_may_count_in_two_children():
    assert shared(MEAN, CAP, aggregate="arithmetic") == []


def test_a_mean_needs_a_scale_and_takes_no_bonus():
    assert wrong([item("a")], [node("all", 0, **MEAN)]) == [("index.scale", ("nodes", 0, "max"))]
    plus = item("plus", {"kind": "count", "each": 1}, bonus=True)
    late = item("late", {"kind": "count", "each": -1}, max=0)
    found = wrong([item("a"), plus, late], [node("all", 10, **MEAN)])
    assert found == [("index.bonus", ("items", 1, "parents")), ("index.bonus", ("items", 2, "parents"))]
    assert wrong([item("a"), plus, late]) == []


@pytest.mark.parametrize(
    ("merger", "location"),
    [
        ({"policy": "mean", "at": ["all", "nothing"]}, ("merger", "at", 1)),
        ({"policy": "mean", "at": ["later"]}, ("merger", "at", 0)),  # waits for the annex
        ({"policy": "weighted"}, ("merger", "policy")),
        ({"policy": "mean", "weight": "a"}, ("merger", "policy")),
        ({"policy": "weighted", "weight": "peple"}, ("merger", "weight")),
        ({"policy": "weighted", "weight": "share"}, ("merger", "weight")),  # of two inputs
        ({"policy": "weighted", "weight": "all"}, ("merger", "weight")),
    ],
)
def test_a_merger_names_what_there_is(merger, location):
    later = {"code": "later", "name": {"vi": "s", "en": "l"}, "parents": ["all"], "status": "to_fill"}
    items = [item("a"), item("share", "ratio"), item("people", "unscored", max=0), later]
    assert wrong(items, [node("all", 20)], merger=merger) == [("index.merger", location)]
    assert wrong(items, [node("all", 20)], merger={"policy": "weighted", "weight": "people"}) == []


STEPS = {"kind": "steps", "steps": [{"at_least": 1, "points": 5}, {"at_least": 2, "points": 11}]}


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"rule": {"kind": "ratio"}}, ("index.rule", ("nodes", 0, "rule"))),
        ({"rule": {"kind": "target_leader"}}, ("index.rule", ("nodes", 0, "rule"))),
        ({"rule": STEPS}, ("index.steps", ("nodes", 0, "rule", "steps", 1))),
        ({"floor": 5, "cap": 4}, ("index.floor", ("nodes", 0, "floor"))),
    ],
)
def test_what_a_node_cannot_be_is_refused_at_its_key(more, found):
    assert wrong([item("a")], [node("all", 10, **more)]) == [found]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"derive": {"kind": "quotient"}}, "derive"),
        ({"treat": [{"kind": "log"}]}, "treat"),
    ],
)
def test_derivations_and_treatments_go_with_rules_of_one_value(more, key):
    assert wrong([item("a", "ratio", **more)]) == [("index.derive", ("items", 0, key))]
    assert wrong([item("a", "share", **more)]) == []


def bands(*conditions):
    return [{"name": {"vi": "M", "en": "B"}} | dict([condition]) for condition in conditions]


@pytest.mark.parametrize(
    ("listed", "better", "position"),
    [
        ([("at_least", 50), ("at_least", 50)], "high", 1),
        ([("at_least", 80), ("at_least", 60), ("at_least", 70)], "high", 2),
        ([("at_least", 80), ("at_least", 60)], "low", 1),
        ([("rank_at_most", 3), ("rank_at_most", 3)], "high", 1),
        ([("top_percent", 30), ("top_percent", 10)], "low", 1),
    ],
)
def test_bands_out_of_order_are_refused_at_the_second(listed, better, position):
    published = {"kind": "points", "decimals": 1, "better": better}
    key = listed[position][0]
    made = bands(*listed)
    assert wrong([item("a")], bands=made, published=published) == [("index.bands", ("bands", position, key))]
    top = [node("all", 10, bands=made)]
    assert wrong([item("a")], top, published=published) == [("index.bands", ("nodes", 0, "bands", position, key))]


@pytest.mark.parametrize(
    "aggregate",
    [
        {"method": "power"},
        {"method": "power", "exponent": 0},
        {"method": "arithmetic", "exponent": 1},
        {"method": "geometric", "coverage": 1.1},
        {"method": "geometric", "coverage": -0.1},
        "mean",
        {"method": "arithmetic", "weights": "any"},
    ],
)
def test_an_aggregate_that_cannot_be_is_refused_as_it_is_read(aggregate):
    with pytest.raises(ValidationError):
        edition([item("a")], [node("all", 10, aggregate=aggregate)])


@pytest.mark.parametrize("weight", [float("nan"), float("inf")])
def test_a_weight_is_a_number(weight):
    with pytest.raises(ValidationError):
        edition([item("a", weight=weight)])
