from __future__ import annotations

import pytest
from tests.cast import Cast

from donghanh.errors import RefusedError
from donghanh.web.scoreboard.permissions import require_scoring


def test_the_standing_office_may_score_and_a_department_is_told_who_may(cast: Cast) -> None:
    require_scoring(cast.ha)
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        require_scoring(cast.minh)
