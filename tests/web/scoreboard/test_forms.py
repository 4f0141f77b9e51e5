from __future__ import annotations

import pytest

from donghanh.web.scoreboard.forms import ScoreForm


@pytest.mark.parametrize(("typed", "kept"), [(" 2026 ", "2026"), ("2026-Q2", "2026-Q2"), ("2026-05", "2026-05")])
def test_periods_are_kept_as_the_engine_writes_them(typed: str, kept: str) -> None:
    form = ScoreForm({"period": typed})
    assert form.is_valid() and form.cleaned_data["period"] == kept
