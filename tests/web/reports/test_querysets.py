from __future__ import annotations

import pytest
from tests.cast import Cast

from donghanh.errors import TraceError
from donghanh.web.reports.models import Review
from donghanh.web.reports.querysets import resolve_figure, reviews_of, visible_reviews


def test_a_figure_of_a_review_is_resolved_from_what_was_kept(review: Review) -> None:
    figure = resolve_figure(f"review/{review.agreement.code}/mid_term-1/tasks")
    assert (figure.value, figure.as_of, len(figure.derivation.inputs)) == (4, review.as_of, 4)


@pytest.mark.parametrize(
    "figure_id", ["review/", "review/x", "review/x/mid_term-1/tasks", "review/{code}/mid_term-²/tasks"]
)
def test_unknown_figures_lead_nowhere_and_say_so(review: Review, figure_id: str) -> None:
    with pytest.raises(TraceError):
        resolve_figure(figure_id.format(code=review.agreement.code))


def test_who_sees_which_reviews(cast: Cast, review: Review) -> None:
    assert list(visible_reviews(cast.tuan)) == list(reviews_of(review.agreement)) == [review]
    assert list(visible_reviews(cast.tam)) == []
