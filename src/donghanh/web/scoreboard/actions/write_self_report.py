"""Keep what a subject writes in its self-scoring report beside the scores."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_papers import locked_round
from donghanh.web.scoreboard.models import Round, SelfReport
from donghanh.web.scoreboard.permissions import require_submitting
from donghanh.web.scoreboard.questions import Offices
from donghanh.web.scoreboard.windows import check_not_closed


@transaction.atomic
def write_self_report(
    round: Round,
    *,
    by: User,
    subject: str,
    difficulties: str = "",
    requests: str = "",
    seen: int = 0,
    once: UUID | str | None = None,
) -> SelfReport:
    """Difficulties and requests as they stand now; ``seen`` is the version the form showed (0: none).

    Raises:
        RefusedError: not an officer who submits the file, the round is closed, or somebody wrote since the form was
            opened.
    """
    round = locked_round(round)
    require_submitting(by, round, subject, Offices(round))
    check_not_closed(round)
    report = round.self_reports.select_related("written_by").filter(subject=subject).first()
    if (report.version if report else 0) != seen:
        said = f"{report.written_by}" if report else ""
        raise RefusedError(
            "state.self-report",
            vi=f"{said} vừa lưu phần này; mở lại trang, xem nội dung mới rồi ghi tiếp.",
            en=f"{said} has just saved this text; open the page again, read it and go on from there.",
        )
    before = {"difficulties": report.difficulties, "requests": report.requests} if report else {}
    report = report or SelfReport(round=round, subject=subject, version=0)
    report.difficulties, report.requests = difficulties.strip(), requests.strip()
    report.version += 1
    report.written_by, report.written_at = by, timezone.now()
    report.save()
    after = {"difficulties": report.difficulties, "requests": report.requests}
    data = {"subject": subject, "version": report.version, "before": before, "after": after}
    record("round.self_report", round, by=by, data=data, once=once)
    return report
