from __future__ import annotations

import pytest
from tests.cast import Cast, make_agreement

from donghanh.errors import RefusedError
from donghanh.web.reports.permissions import may_read_review, require_building


def test_the_parties_and_the_province_read_and_the_standing_office_builds(cast: Cast) -> None:
    agreement = make_agreement(cast)
    readers = [
        name for name in ("ha", "minh", "tuan", "tam", "vinh") if may_read_review.test(getattr(cast, name), agreement)
    ]
    assert readers == ["ha", "minh", "tuan", "vinh"]
    require_building(cast.ha)
    with pytest.raises(RefusedError):
        require_building(cast.minh)
