import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.indices.rules import Complement, Ratio

NAN = float("nan")


def points(rule, numerator, denominator):
    return float(rule.points({"numerator": np.array([numerator]), "denominator": np.array([denominator])}, 20.0, {})[0])


@pytest.mark.parametrize(
    ("numerator", "denominator", "won"),
    [
        (3.0, 4.0, 15.0),
        (0.0, 4.0, 0.0),
        (4.0, 4.0, 20.0),
        (5.0, 4.0, 20.0),
        (0.0, 0.0, NAN),
        (NAN, 4.0, NAN),
        (1.0, NAN, NAN),
    ],
)
def test_a_ratio_wins_its_share_and_never_more_than_the_maximum(numerator, denominator, won):
    assert points(Ratio(kind="ratio"), numerator, denominator) == pytest.approx(won, nan_ok=True)


@pytest.mark.parametrize(
    ("numerator", "denominator", "won"),
    [(1.0, 4.0, 15.0), (0.0, 4.0, 20.0), (4.0, 4.0, 0.0), (5.0, 4.0, 0.0), (0.0, 0.0, NAN), (NAN, 4.0, NAN)],
)
def test_a_complement_loses_the_share_that_went_wrong(numerator, denominator, won):
    assert points(Complement(kind="complement"), numerator, denominator) == pytest.approx(won, nan_ok=True)


@pytest.mark.parametrize("rule", [Ratio, Complement])
@pytest.mark.parametrize(("when_empty", "won"), [("full", 20.0), ("zero", 0.0)])
def test_nothing_to_count_means_what_the_edition_says_in_both_directions(rule, when_empty, won):
    kind = {Ratio: "ratio", Complement: "complement"}[rule]
    assert points(rule(kind=kind, when_empty=when_empty), 0.0, 0.0) == won


def test_an_unknown_numerator_stays_unknown_even_where_nothing_was_counted():
    assert np.isnan(points(Ratio(kind="ratio", when_empty="full"), NAN, 0.0))


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_ratio_and_complement_of_the_same_counts_share_out_the_maximum(bad, all_of_them):
    both = points(Ratio(kind="ratio"), bad, all_of_them) + points(Complement(kind="complement"), bad, all_of_them)
    assert both == pytest.approx(20.0)
