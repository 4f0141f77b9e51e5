"""The communes of a pilot's province."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import make_draft

from donghanh.web.pilots.territory import communes_of_pilot

pytestmark = pytest.mark.django_db


def test_they_are_those_of_the_day_of_the_start_in_vietnamese_order(cast: Cast) -> None:
    pilot = make_draft(cast)
    names = list(communes_of_pilot(pilot).values())
    assert len(names) == 60 and names.index("phường Cầu Trúc") < names.index("phường Đông Giang Thượng")
    pilot.starts_on = date(2025, 6, 30)
    assert communes_of_pilot(pilot) == {}


def test_a_province_without_a_place_has_none(cast: Cast) -> None:
    pilot = make_draft(cast)
    pilot.agreement.province.place_code = ""
    assert communes_of_pilot(pilot) == {}
