import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indices.small import SMALL

from donghanh.indices.aggregate import aggregate, pieces
from donghanh.indices.definition import Edition

EDITION = Edition.model_validate(SMALL)  # total, left, right, base; plan, on_time, trained


def of(points, maxima=None, edition=EDITION, **options):
    rows = [np.array(row, dtype=float) for row in points]
    most = [np.full(len(row), item.max) for row, item in zip(rows, edition.scored, strict=True)]
    parts = aggregate(edition, rows, maxima or most, **options)
    return {part.code: won.tolist() for part, won in zip(edition.counted, parts.won, strict=True)}


def changed(code, **update):
    document = copy.deepcopy(SMALL)
    for part in (*document["nodes"], *document["items"]):
        if part["code"] == code:
            part.update(update)
    return Edition.model_validate(document)


def mean(method, *, weights=("", ""), **more):
    """Two items, 10 points at most each, under one mean on a scale of 100."""
    items = [
        {"code": code, "name": {"vi": code, "en": code}, "parents": ["all"], "max": 10, "rule": {"kind": "points"}}
        | ({"weight": weight} if weight != "" else {})
        for code, weight in zip("ab", weights, strict=True)
    ]
    node = {"code": "all", "name": {"vi": "Chung", "en": "All"}, "max": 100, "aggregate": {"method": method, **more}}
    return Edition.model_validate(SMALL | {"nodes": [node], "items": items})


def test_what_is_shared_counts_once_in_the_total_and_once_in_each_pillar():
    assert of([[10], [20], [5]]) == {
        "total": [35], "left": [30], "right": [15], "base": [10], "plan": [10], "on_time": [20], "trained": [5]
    }  # fmt: skip
    assert [part.code for part in pieces(EDITION, EDITION.headline)] == ["plan", "on_time", "trained", "annex"]


def test_an_unknown_item_makes_only_the_nodes_above_it_unknown():
    won = of([[10], [np.nan], [5]])
    assert np.isnan([won["total"][0], won["left"][0]]).all()
    assert (won["right"], won["base"]) == ([15], [10])


@given(st.lists(st.tuples(*[st.floats(0, 20)] * 3), min_size=1, max_size=20))
def test_the_total_is_the_pillars_less_the_foundation_they_share(rows):
    won = {code: np.array(values) for code, values in of(np.array(rows).T).items()}
    assert won["total"] == pytest.approx(won["left"] + won["right"] - won["base"])


@pytest.mark.parametrize(
    ("method", "expected"),
    [  # shares 0.9 and 0.4, and 0 and 0.4
        ("arithmetic", [65, 20]),
        ("geometric", [60, 0]),
        ("harmonic", [2 / (1 / 0.9 + 1 / 0.4) * 100, 0]),
        ("median", [65, 20]),
        ("lowest", [40, 0]),
        ("highest", [90, 40]),
    ],
)
def test_means_of_the_shares_on_the_scale_of_the_node(method, expected):
    assert of([[9, 0], [4, 4]], edition=mean(method))["all"] == pytest.approx(expected)


def test_a_power_mean_lies_between_its_neighbours():
    assert of([[9], [4]], edition=mean("power", exponent=0.5))["all"] == pytest.approx(
        [((0.9**0.5 + 0.4**0.5) / 2) ** 2 * 100]
    )


def test_weights_as_shares_of_one_or_of_a_hundred_say_the_same():
    assert of([[9], [4]], edition=mean("arithmetic", weights=(0.75, 0.25)))["all"] == pytest.approx([77.5])
    assert of([[9], [4]], edition=mean("geometric", weights=(75, 25)))["all"] == pytest.approx(
        [0.9**0.75 * 0.4**0.25 * 100]
    )


def test_a_child_that_does_not_count_is_left_out_of_the_mean_with_its_weight():
    edition = mean("arithmetic", weights=(0.75, 0.25))
    assert of([[0], [4]], [np.array([0.0]), np.array([10.0])], edition)["all"] == pytest.approx([40])


def test_nothing_below_that_counts_leaves_the_node_out():
    parts = aggregate(mean("geometric"), [np.zeros(1)] * 2, [np.zeros(1)] * 2)
    assert (parts.won[0].tolist(), parts.max[0].tolist()) == ([0], [0])


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_a_negative_share_has_no_geometric_or_harmonic_mean(method):
    assert np.isnan(of([[-1], [4]], edition=mean(method))["all"]).all()


@given(st.lists(st.floats(0.01, 10), min_size=2, max_size=2), st.floats(0.05, 0.95))
def test_harmonic_is_at_most_geometric_is_at_most_arithmetic(points, weight):
    weights = (weight, 1 - weight)
    rows = [[one] for one in points]
    harmonic, geometric, arithmetic = (
        of(rows, edition=mean(method, weights=weights))["all"][0] for method in ("harmonic", "geometric", "arithmetic")
    )
    assert harmonic <= geometric + 1e-9 and geometric <= arithmetic + 1e-9


def test_too_few_known_items_leave_a_node_unknown_or_out_by_the_policy():
    known, applies = np.array([[True, True], [False, True]]), np.ones((2, 2), dtype=bool)
    edition = mean("arithmetic", coverage=0.6)
    assert np.isnan(of([[9, 9], [0, 4]], edition=edition, known=known, applies=applies)["all"]).tolist() == [
        True,
        False,
    ]
    exclude = Edition.model_validate(edition.model_dump(mode="json") | {"missing": "exclude"})
    maxima = [np.array([10.0, 10.0]), np.array([0.0, 10.0])]
    rows = [np.array([9.0, 9.0]), np.array([0.0, 4.0])]
    assert aggregate(exclude, rows, maxima, known=known, applies=applies).max[0].tolist() == [0, 100]


def test_a_floor_and_a_cap_hold_the_points_of_a_node_and_of_what_counts_it():
    capped = changed("base", cap=6)
    won = of([[10], [20], [5]], edition=capped)
    assert (won["base"], won["total"]) == ([6], [31])


def test_factors_move_weights_and_leave_the_scale():
    edition = mean("arithmetic")
    rows, maxima = [np.array([9.0, 1.0]), np.array([4.0, 4.0])], [np.full(2, 10.0)] * 2
    factors = np.array([[1, 1, 1], [1, 3, 1], [1, 0, 1]], dtype=float)  # draws × (all, a, b)
    won = aggregate(edition, rows, maxima, factors=factors).won[0]
    assert won == pytest.approx(np.array([[65, 25], [77.5, 17.5], [40, 40]]))


def test_in_a_sum_a_factor_moves_points_and_maxima_alike():
    rows, maxima = [np.array([10.0]), np.array([20.0]), np.array([0.0])], [np.full(1, m) for m in (10.0, 20.0, 10.0)]
    factors = np.ones((2, 7))
    factors[1, 6] = 0.0  # without the item of which nothing was won
    parts = aggregate(EDITION, rows, maxima, factors=factors)
    assert parts.won[0].ravel().tolist() == [30, 40]
    assert parts.max[0].ravel().tolist() == [40, 40]


def test_one_draw_scores_as_no_draw_does():
    rng = np.random.default_rng(1)
    rows = [rng.uniform(0, item.max, 5) for item in EDITION.scored]
    maxima = [np.full(5, item.max) for item in EDITION.scored]
    plain, drawn = aggregate(EDITION, rows, maxima), aggregate(EDITION, rows, maxima, factors=np.ones((1, 7)))
    for one, other in zip(plain.won, drawn.won, strict=True):
        assert np.broadcast_to(other, (1, 5))[0] == pytest.approx(one)
