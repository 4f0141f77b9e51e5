from __future__ import annotations

import pytest
from tests.cast import Cast

from donghanh.errors import RefusedError
from donghanh.web.scoreboard.plans.permissions import require_planning_index, require_plans


def test_the_standing_office_plans_and_people_of_the_province_see(cast: Cast) -> None:
    require_planning_index(cast.ha)
    for user in (cast.minh, cast.yen, cast.vinh):
        require_plans(user)
        with pytest.raises(RefusedError, match="cơ quan thường trực"):
            require_planning_index(user)
    with pytest.raises(RefusedError, match="của tỉnh"):
        require_plans(cast.tuan)
