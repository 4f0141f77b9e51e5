"""Build a review of an agreement from the live records and keep it."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.reporting.annex import annex, trace_figures
from donghanh.reporting.docx import write_docx
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement
from donghanh.web.reports.facts import Facts, gather
from donghanh.web.reports.measured import measure
from donghanh.web.reports.models import Review
from donghanh.web.reports.permissions import require_building
from donghanh.web.reports.querysets import figure_prefix
from donghanh.web.reports.tally import Tally
from donghanh.web.reports.writing import as_json, resolvers_with, write


@transaction.atomic
def build_review(
    agreement: Agreement, *, by: User, kind: str, as_of: date, number: str = "", once: str | None = None
) -> Review:
    """A new version of the review, its file with hash, its text and its figures; earlier versions stay.

    Raises:
        RefusedError: the person may not, the form was already received, or the records are not those of ``as_of``.
        TraceError: a figure leads nowhere; then nothing is kept.
    """
    require_building(by)
    facts = gather(agreement, as_of=as_of)
    _refuse_other_day(facts)
    version = (agreement.reviews.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0) + 1
    tally = Tally(figure_prefix(agreement, kind, version), as_of)
    dated = timezone.localdate() if number else None
    document = write(facts, measure(facts), tally, kind=kind, issuer=by.organisation, number=number, dated=dated)
    steps = trace_figures(document, resolvers_with(tally))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.docx"
        write_docx(document, steps, path)
        written = path.read_bytes()
    review = Review(
        agreement=agreement,
        kind=kind,
        version=version,
        number=number,
        as_of=as_of,
        built_by=by,
        built_at=timezone.now(),
        sha256=hashlib.sha256(written).hexdigest(),
        content=as_json(document, annex(document, steps)),
        figures=tally.as_json(),
    )
    review.save()
    told = {"version": version, "as_of": as_of.isoformat(), "sha256": review.sha256, "figures": len(steps)}
    record("review.built", review, by=by, data=told, once=once)
    # Last, so that a form sent twice leaves no file behind.
    review.file.save(f"{review.sha256}.docx", ContentFile(written))
    return review


def _refuse_other_day(facts: Facts) -> None:
    """States are kept as they are now, so the as-of day may be neither ahead of us nor before the last change."""
    today = timezone.localdate()
    if facts.as_of > today:
        raise RefusedError(
            "state.as-of-ahead",
            vi=f"Ngày chốt số liệu {facts.as_of:%d/%m/%Y} chưa đến; chọn ngày không muộn hơn {today:%d/%m/%Y}.",
            en=f"The as-of day {facts.as_of:%d/%m/%Y} is ahead; choose a day no later than {today:%d/%m/%Y}.",
        )
    changed = facts.changed_on
    if changed and changed > facts.as_of:
        raise RefusedError(
            "state.as-of-past",
            vi=f"Hồ sơ đã thay đổi ngày {changed:%d/%m/%Y}, sau ngày chốt số liệu {facts.as_of:%d/%m/%Y}; "
            f"chọn ngày chốt từ {changed:%d/%m/%Y} trở đi.",
            en=f"The records changed on {changed:%d/%m/%Y}, after the as-of day {facts.as_of:%d/%m/%Y}; "
            f"choose {changed:%d/%m/%Y} or later.",
        )
