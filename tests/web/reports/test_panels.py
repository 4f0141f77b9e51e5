from __future__ import annotations

from django.test import RequestFactory
from tests.cast import Cast

from donghanh.web.reports.models import Review
from donghanh.web.reports.panels import agreement_reviews


def test_the_panel_lists_reviews_and_offers_building_to_the_standing_office_only(cast: Cast, review: Review) -> None:
    request = RequestFactory().get("/")
    shown = {}
    for name in ("ha", "tuan", "tam"):
        request.user = getattr(cast, name)
        shown[name] = agreement_reviews(request, review.agreement)
    assert list(shown["ha"][1]["reviews"]) == [review]
    assert (shown["ha"][1]["may_build"], shown["tuan"][1]["may_build"], shown["tam"]) == (True, False, None)
