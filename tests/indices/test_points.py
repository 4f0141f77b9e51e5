import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.sets import MIN_MAX, edition, item, table

from donghanh.indices.inputs import gather
from donghanh.indices.points import item_points, pooled, raw_points
from donghanh.indices.rules import Pool

NAN = np.nan
YEARS = {"2013": {"A": 0, "B": 4}, "2014": {"A": 2, "B": 8}, "2015": {"A": 1, "B": 3}}


def panel(rule=None, **more):
    one = edition([item("x", rule or MIN_MAX, **more)])
    entries = [one for year, row in YEARS.items() for one in table({key: {"x": raw} for key, raw in row.items()}, year)]
    return one, entries


def bounds(policy, since=None):
    return MIN_MAX | {"bounds": {"policy": policy} | ({"since": since} if since else {})}


@pytest.mark.parametrize(
    ("stated", "year", "points"),
    [
        (bounds("same_year"), "2014", [0, 10]),
        (bounds("pooled", "2013"), "2013", [0, 10]),  # nothing earlier
        (bounds("pooled", "2013"), "2014", [2.5, 10]),  # 0 … 8
        (bounds("pooled", "2013"), "2015", [1.25, 3.75]),
        (bounds("pooled", "2014"), "2015", [0, 10 * 2 / 7]),  # 1 … 8
        (bounds("pooled", "2019"), "2015", [0, 10]),  # its own year always
        (bounds("panel"), "2013", [0, 5]),  # 0 … 8, though 8 comes later
        (bounds("panel"), "2015", [1.25, 3.75]),
    ],
)
def test_bounds_look_at_the_periods_they_name(stated, year, points):
    one, entries = panel(stated)
    inputs = gather(one, entries, period=year)
    assert item_points(one, inputs).points[0] == pytest.approx(points)


def test_a_year_in_which_the_item_was_not_measured_lends_no_bounds():
    one = edition([item("x", bounds("panel")), item("y")])
    entries = [*table({"A": {"x": 1}, "B": {"x": 3}}, "2014"), *table({"A": {"y": 1}}, "2013")]
    assert item_points(one, gather(one, entries)).points[0] == pytest.approx([0, 10])


def test_neither_the_whole_nor_those_to_whom_it_does_not_apply_are_peers():
    one = edition([item("x", MIN_MAX)], whole={"place": "VN", "policy": "mean"})
    inputs = gather(one, table({"A": {"x": 1}, "B": {"x": 3}, "C": {"x": "n/a"}, "VN": {"x": 100}}))
    found = item_points(one, inputs)
    assert found.points[0] == pytest.approx([0, 10, 0, 10])  # VN beyond the highest counts as the highest
    assert found.maxima[0].tolist() == [10, 10, 0, 10]
    assert found.applies[0].tolist() == [True, True, False, True]
    [(_, rows)] = pooled(one, inputs, Pool(policy="same_year"))
    assert rows.tolist() == [True, True, True, False]


def test_changed_inputs_may_be_seen_in_the_frame_of_the_unchanged():
    one = edition([item("x", MIN_MAX)])
    frame = gather(one, table({"A": {"x": 0}, "B": {"x": 10}}))
    changed = gather(one, table({"A": {"x": 5}, "B": {"x": 20}}))
    assert item_points(one, changed, frame=frame).points[0] == pytest.approx([5, 10])
    assert item_points(one, changed).points[0] == pytest.approx([0, 10])


def test_a_growth_is_from_the_period_before_by_name_not_by_row():
    one = edition([item("x", MIN_MAX, derive={"kind": "growth"})])
    entries = [
        *table({"B": {"x": 1}, "A": {"x": 10}}, "2013"),
        *table({"A": {"x": 11}, "B": {"x": 2}, "C": {"x": 3}}, "2014"),
    ]
    inputs = gather(one, entries)
    assert inputs.subjects == ("A", "B", "C")
    points = raw_points(one, one.scored[0], inputs, inputs)
    assert points == pytest.approx([0, 10, NAN], nan_ok=True)
    assert np.isnan(raw_points(one, one.scored[0], inputs.panel["2013"], inputs.panel["2013"])).all()


def test_a_treated_item_is_treated_as_its_peers_are():
    logged = item("x", MIN_MAX, treat=[{"kind": "log", "base": 10}])
    one = edition([logged])
    found = item_points(one, gather(one, table({"A": {"x": 1}, "B": {"x": 10}, "C": {"x": 100}})))
    assert found.points[0] == pytest.approx([0, 5, 10])


@pytest.mark.parametrize(
    ("policy", "points", "maxima"), [("zero", 0, 10), ("exclude", 0, 0), ("mean", 6, 10), ("median", 4, 10)]
)
def test_not_applicable_is_never_filled_and_never_counted_among_the_known(policy, points, maxima):
    one = edition([item("x")], missing=policy)
    rows = {"A": {"x": 4}, "B": {"x": 4}, "C": {"x": 10}, "D": {"x": "không áp dụng"}, "E": {"x": ""}}
    found = item_points(one, gather(one, table(rows)))
    assert found.points[0].tolist() == pytest.approx([4, 4, 10, 0, points])
    assert found.maxima[0].tolist() == [10, 10, 10, 0, maxima]
    assert found.unknown[0].tolist() == [False, False, False, False, True]


@pytest.mark.parametrize(("decimals", "won"), [(None, [10 / 3, 1.005]), (2, [3.33, 1.01]), (0, [3, 1])])
def test_points_are_rounded_where_the_edition_says(decimals, won):
    one = edition([item("x", "ratio"), item("y")], rounding={"items": decimals})
    inputs = gather(one, table({"A": {"x.numerator": 1, "x.denominator": 3, "y": 1.005}}))
    assert item_points(one, inputs).points[:, 0] == pytest.approx(won, abs=1e-12)


def test_a_bonus_has_points_and_no_maximum_known_or_not():
    count = {"kind": "count", "each": 2, "cap": 3}
    one = edition([item("x"), item("extra", count, max=5, bonus=True)])
    found = item_points(one, gather(one, table({"A": {"x": 1, "extra": 7}, "B": {"x": 1}})))
    assert (found.points[1].tolist(), found.maxima[1].tolist()) == ([3, 0], [0, 0])


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.floats(0, 10)), min_size=1, max_size=12),
    st.sampled_from(["zero", "exclude", "mean"]),
)
def test_points_are_numbers_wherever_anyone_is_known(values, policy):
    one = edition([item("x")], missing=policy)
    rows = {f"P{i}": {"x": "" if value is None else value} for i, value in enumerate(values)}
    found = item_points(one, gather(one, table(rows)))
    if policy != "mean" or any(value is not None for value in values):
        assert not np.isnan(found.points).any()
    assert found.unknown[0].tolist() == [value is None for value in values]


def test_goalposts_stated_as_raw_values_are_treated_as_the_values_are():
    def won(stated):
        rule = MIN_MAX | {"scale": [0, 1], "bounds": {"policy": "declared", **stated}}
        one = edition([item("x", rule, treat=[{"kind": "log"}])])
        inputs = gather(one, table({"A": {"x": 2000}, "B": {"x": 75000}}))
        return raw_points(one, one.scored[0], inputs, inputs).tolist()

    logs = won({"low": math.log(100), "high": math.log(75000)})
    assert won({"low": 100, "high": 75000, "stated": "raw"}) == pytest.approx(logs)
    assert logs[0] / logs[1] == pytest.approx(math.log(20) / math.log(750))
