from __future__ import annotations

import pytest
from tests.cast import Cast, make_agreement

from donghanh.errors import RefusedError
from donghanh.web.reports.models import Review
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


def test_an_officer_of_no_organisation_cannot_issue_a_review(cast: Cast) -> None:
    cast.ha.organisation = None
    with pytest.raises(RefusedError):
        require_building(cast.ha)


def test_figures_of_a_review_open_to_those_who_read_it(client, cast: Cast, review: Review) -> None:
    figure = f"/nguon/review/{review.agreement.code}/mid_term-1/tasks"
    assert client.get(figure).status_code == 302
    for person, status in (("tam", 403), ("tuan", 200), ("minh", 200)):
        client.force_login(getattr(cast, person))
        assert client.get(figure).status_code == status
    assert client.get("/nguon/review/nothing").status_code == 404
