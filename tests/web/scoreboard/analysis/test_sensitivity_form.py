from __future__ import annotations

from typing import Any

import pytest

from donghanh.indices.variants import Uncertainty
from donghanh.web.scoreboard.analysis.sensitivity_form import SensitivityForm


def _form(**given: Any) -> SensitivityForm:
    return SensitivityForm(SensitivityForm.first | given)


def test_percent_become_shares_and_choices_stand_in_order() -> None:
    form = _form(weights="12.5", rules=["z_score", "rank"])
    assert form.is_valid()
    assert form.uncertainty == Uncertainty(weights=0.125, rules=("z_score", "rank"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": 100},
        {"weights": -1},
        {"draws": 0},
        {"draws": 10_001},
        {"seed": -1},
        {"rules": ["x"]},
        {"weights": 0},
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, Any]) -> None:
    assert not _form(**wrong).is_valid()


def test_an_alternative_alone_is_enough() -> None:
    assert _form(weights=0, missing=["mean"]).is_valid()
