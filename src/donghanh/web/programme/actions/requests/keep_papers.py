"""The papers that come with a request or with its answer."""

from __future__ import annotations

from collections.abc import Sequence

from donghanh.errors import InputError
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.files import check_attachment
from donghanh.web.programme.models import Request, RequestAnswer, RequestPaper


def check_papers(papers: Sequence[EvidenceFacts]) -> None:
    """Refuse papers nobody could find again.

    Raises:
        InputError: number, issuer or abstract is missing, or the file is of a kind that is not taken.
    """
    for one in papers:
        if not (one.number.strip() and one.issuer.strip() and one.abstract.strip()):
            named = one.number or one.abstract
            raise InputError(
                "request.paper",
                vi=f"Văn bản “{named}” thiếu số, nơi ban hành hoặc trích yếu.",
                en=f"The paper “{named}” lacks its number, issuer or abstract.",
            )
        if one.file is not None:
            check_attachment(one.file)


def keep_papers(papers: Sequence[EvidenceFacts], request: Request, answer: RequestAnswer | None = None) -> None:
    """Store checked papers beside the request, or beside its answer."""
    for one in papers:
        paper = RequestPaper(
            request=request,
            answer=answer,
            number=one.number.strip(),
            issued_on=one.issued_on,
            issuer=one.issuer.strip(),
            abstract=one.abstract.strip(),
            section=one.section.strip(),
        )
        if one.file is not None:
            paper.file_name = (one.file.name or "").replace("\\", "/").rpartition("/")[2][-255:]
            paper.file = one.file
        paper.save()
