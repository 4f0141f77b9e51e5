"""What recording a decision and laying a paper before a meeting have in common: the paper as officials cite it."""

from __future__ import annotations

from typing import TypeVar

from donghanh.errors import InputError
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.files import check_attachment
from donghanh.web.programme.models import BodyDecision, MeetingPaper

Citing = TypeVar("Citing", BodyDecision, MeetingPaper)


def attach_paper(paper: Citing, facts: EvidenceFacts) -> Citing:
    """Fill in number, date, issuer, abstract and file, and store it; call it inside the action's transaction.

    Raises:
        InputError: number, issuer or abstract is missing, or the file is no attachment.
    """
    if not (facts.number.strip() and facts.issuer.strip() and facts.abstract.strip()):
        raise InputError(
            "paper.facts",
            vi=f"Văn bản “{facts.number or facts.abstract}” thiếu số, nơi ban hành hoặc trích yếu.",
            en=f"The paper “{facts.number or facts.abstract}” lacks its number, issuer or abstract.",
        )
    paper.number, paper.issued_on = facts.number.strip(), facts.issued_on
    paper.issuer, paper.abstract = facts.issuer.strip(), facts.abstract.strip()
    paper.section = facts.section.strip()
    if facts.file is not None:
        check_attachment(facts.file)
        paper.file_name = (facts.file.name or "").replace("\\", "/").rpartition("/")[2][-255:]
        paper.file = facts.file
    paper.save()
    return paper
