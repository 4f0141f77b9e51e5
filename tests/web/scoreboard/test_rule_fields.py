from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.scoreboard.rule_fields import NumberField, ShareField, number_text, share_text


@pytest.mark.parametrize(
    ("text", "number"), [("2,5", 2.5), ("2.5", 2.5), (" 10 ", 10), ("-0,5", -0.5), ("", None), ("0,125", 0.125)]
)
def test_a_number_is_read_as_officials_write_it(text: str, number: float | None) -> None:
    assert NumberField(required=False).clean(text) == number


@pytest.mark.parametrize("text", ["nhiều", "1,234", "1e400", "nan", "1_0"])
def test_what_is_no_number_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        NumberField().clean(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [("1/2", 0.5), ("50%", 0.5), ("50 %", 0.5), ("0,5", 0.5), ("1", 1), ("2,5/10", 0.25), ("0", 0), ("1 / 3", 1 / 3)],
)
def test_a_share_is_a_fraction_a_percentage_or_a_decimal(text: str, share: float) -> None:
    assert ShareField().clean(text) == share


@pytest.mark.parametrize("text", ["2", "1/0", "3/2", "150%", "-1/2", "a/b", "/", "%"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        ShareField().clean(text)


@given(st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: float(f"{number:.12g}")))
def test_a_number_that_is_shown_is_read_back(number: float) -> None:
    assert NumberField().clean(number_text(number)) == pytest.approx(number, rel=1e-12)


@given(st.one_of(st.floats(0, 1), st.builds(lambda a, b: min(a, b) / b, st.integers(0, 12), st.integers(1, 12))))
def test_a_share_that_is_shown_is_read_back(share: float) -> None:
    assert ShareField().clean(share_text(share)) == pytest.approx(share, abs=1e-12)


@pytest.mark.parametrize(
    ("share", "text"), [(1 / 3, "1/3"), (0.5, "0,5"), (0.125, "0,125"), (2 / 3, "2/3"), (None, "")]
)
def test_thirds_are_shown_as_fractions(share: float | None, text: str) -> None:
    assert share_text(share) == text
