"""Named questions about reviews, and what a figure counted for one was counted from."""

from __future__ import annotations

from django.db.models import QuerySet

from donghanh.errors import TraceError
from donghanh.provenance import Figure
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.querysets.sight import visible_agreements
from donghanh.web.reports.models import Review
from donghanh.web.reports.tally import figure_of


def reviews_of(agreement: Agreement) -> QuerySet[Review]:
    """The reviews of one agreement, newest first, without their content."""
    return agreement.reviews.defer("content", "figures")


def visible_reviews(user: User) -> QuerySet[Review]:
    """The reviews of the agreements the person sees, newest first, without their content."""
    agreements = visible_agreements(user)
    return (
        Review.objects.filter(agreement__in=agreements)
        .select_related("agreement", "built_by")
        .defer("content", "figures")
    )


def figure_prefix(agreement: Agreement, kind: str, version: int) -> str:
    """How the ids of the figures counted for one review begin."""
    return f"review/{agreement.code}/{kind}-{version}"


def resolve_figure(figure_id: str) -> Figure:
    """The figure ``review/<agreement>/<kind>-<version>/<key>``.

    Raises:
        TraceError: there is no such review, or it has no such figure.
    """
    _, code, edition, key = (*figure_id.split("/", 3), "", "", "")[:4]
    kind, _, version = edition.rpartition("-")
    numbered = version.isascii() and version.isdigit() and len(version) < 7
    reviews = Review.objects.filter(agreement__code=code, kind=kind, version=int(version) if numbered else 0)
    review = reviews.defer("content").first()
    if review is None or key not in review.figures:
        raise TraceError(
            "trace.review",
            vi=f"Không có số liệu “{figure_id}”: báo cáo sơ kết hoặc mục số liệu này không tồn tại.",
            en=f"There is no figure “{figure_id}”: no such review, or the review has no such figure.",
        )
    return figure_of(figure_id, review.figures[key], as_of=review.as_of)
