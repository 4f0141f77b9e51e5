"""What the baseline holds, before it is too late."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import choices, make_draft
from tests.web.pilots.test_estimates import panel

from donghanh.web.pilots.actions.choose_places import choose_places
from donghanh.web.pilots.baseline import baseline_shown, shortcomings

pytestmark = pytest.mark.django_db


def test_values_of_the_baseline_only(measured: Cast) -> None:
    shown = baseline_shown(make_draft(measured))[0]
    assert (shown["known"], shown["wanted"], shown["periods"], shown["warnings"]) == (70, 70, 5, [])
    assert shown["paths"]["rows"][-1]["code"] == "2025-12"


def test_places_without_values_are_counted(measured: Cast) -> None:
    pilot = make_draft(measured)
    choose_places(pilot, by=measured.ha, places=choices(others=("LG005", "LG050", "LG051")), once=uuid4())
    said = baseline_shown(pilot)[0]["warnings"]
    assert "10 of 35 values of the baseline are missing." in said and any("Few places" in one for one in said)


def test_without_data_it_says_so(cast: Cast) -> None:
    shown = baseline_shown(make_draft(cast))[0]
    assert shown["paths"] is None and len(shown["warnings"]) == 1


def test_one_place_wants_more_periods_and_more_to_compare_with() -> None:
    said = shortcomings(panel(treated=("LG001",)) | {"periods": ["2025-08", "2025-09"]})
    assert any("an interval wants 19" in one for one in said) and any("at least 8" in one for one in said)
