"""What the reports app shows on others' pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from donghanh.web.programme.models import Agreement
from donghanh.web.reports.permissions import may_build_review, may_read_review
from donghanh.web.reports.querysets import reviews_of


def agreement_reviews(request: HttpRequest, agreement: Agreement) -> tuple[str, dict[str, Any]] | None:
    """The agreement's reviews, newest first, and the way to build one."""
    if not may_read_review.test(request.user, agreement):
        return None
    shown = {
        "agreement": agreement,
        "reviews": reviews_of(agreement)[:5],
        "may_build": may_build_review.test(request.user),
    }
    return "reports/panel.html", shown
