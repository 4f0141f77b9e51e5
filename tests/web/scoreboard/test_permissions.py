from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling

from donghanh.errors import RefusedError
from donghanh.web.scoreboard.permissions import (
    require_changing_deadlines,
    require_rounds,
    require_saving_scenarios,
    require_scenarios,
    require_scoring,
    works,
)


def test_the_standing_office_may_score_and_a_department_is_told_who_may(cast: Cast) -> None:
    require_scoring(cast.ha)
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        require_scoring(cast.minh)


def test_officers_save_scenarios_and_people_of_the_province_see_them(cast: Cast) -> None:
    for user in (cast.ha, cast.minh, cast.vinh, cast.yen):
        require_scenarios(user)
    with pytest.raises(RefusedError, match="của tỉnh"):
        require_scenarios(cast.tuan)
    require_saving_scenarios(cast.minh)
    with pytest.raises(RefusedError, match="được lưu kịch bản"):
        require_saving_scenarios(cast.vinh)


def test_partners_have_no_part_in_rounds(cast: Cast) -> None:
    for user in (cast.ha, cast.minh, cast.yen, cast.vinh):
        require_rounds(user)
    with pytest.raises(RefusedError, match="của tỉnh"):
        require_rounds(cast.tuan)


def test_officers_of_offices_work_leaders_verifiers_and_partners_do_not(cast: Cast) -> None:
    assert [works(one) for one in (cast.ha, cast.minh, cast.yen, cast.vinh, cast.tuan)] == [True, True, *[False] * 3]
    cast.minh.is_active = False
    assert not works(cast.minh)


def test_who_may_change_deadlines_is_named(filling: Filling) -> None:
    require_changing_deadlines(filling.cast.ha, filling.round)
    with pytest.raises(RefusedError, match="Sở KH&CN"):
        require_changing_deadlines(filling.cast.minh, filling.round)
