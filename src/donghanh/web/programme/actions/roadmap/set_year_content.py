"""What one year of the five-year frame holds for a commitment."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Agreement, Commitment, YearContent
from donghanh.web.programme.permissions.tasks import require_planning


@transaction.atomic
def set_year_content(
    commitment: Commitment,
    *,
    by: User,
    year: int,
    text: str,
    target: str = "",
    version: int | None = None,
    once: UUID | str | None = None,
) -> YearContent:
    """Store the content and target of the year; ``version`` 0: there was none when the form was opened.

    Raises:
        InputError: no text, or a year outside the agreement.
        ChangedMeanwhile: somebody stored it after ``version`` was read.
        RefusedError: not the standing office, or the agreement is closed.
    """
    require_planning(by)
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=commitment.pk)
    _check(commitment.agreement, year, text)
    wanted = {"text": text.strip(), "target": target.strip()}
    content = commitment.years.select_for_update().filter(year=year).first()
    if content is None:
        content = YearContent(commitment=commitment, year=year, version=0)
    else:
        refuse_stale(content, version, wanted)
    changed = changes(content, wanted)
    if changed:
        content.text, content.target, content.version = wanted["text"], wanted["target"], content.version + 1
        content.save()
        told = {"commitment": commitment.pk, "version": content.version, "changed": changed}
        record("commitment.year_set", content, by=by, data=told, once=once)
    return content


def _check(agreement: Agreement, year: int, text: str) -> None:
    if agreement.state == Agreement.State.CLOSED:
        raise RefusedError(
            "state.agreement",
            vi=f"Thỏa thuận “{agreement}” đã kết thúc nên không sửa lộ trình.",
            en=f"The agreement “{agreement}” is closed, so its roadmap is not edited.",
        )
    if not text.strip():
        raise InputError("year.text", vi=f"Hãy ghi nội dung của năm {year}.", en=f"Say what the year {year} holds.")
    if (agreement.start_year and year < agreement.start_year) or (agreement.end_year and year > agreement.end_year):
        raise InputError(
            "year.outside",
            vi=f"Năm {year} nằm ngoài thời hạn {agreement.period} của thỏa thuận.",
            en=f"The year {year} lies outside the agreement's period {agreement.period}.",
        )
