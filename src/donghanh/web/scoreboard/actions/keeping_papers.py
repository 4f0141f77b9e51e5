"""What stating and explaining have in common: finding the answer as it is now, and keeping the papers it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.text import nearest
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.files import check_attachment
from donghanh.web.programme.models import Evidence
from donghanh.web.scoreboard.models import Answer, AnswerEvidence, Round
from donghanh.web.scoreboard.questions import Question


class AnswerChangedError(RefusedError):
    """Somebody saved the answer since the form was opened; ``answer`` is how it stands now."""

    def __init__(self, answer: Answer) -> None:
        at = timezone.localtime(answer.stated_at)
        super().__init__(
            "state.answer",
            vi=f"{answer.stated_by} ({answer.stated_by.organisation}) vừa lưu chỉ số này lúc {at:%H:%M %d/%m/%Y}. "
            "Xem giá trị mới bên dưới, sửa nếu cần rồi lưu lại; phần đã nhập vẫn còn trong biểu mẫu.",
            en=f"{answer.stated_by} ({answer.stated_by.organisation}) saved this item at {at:%H:%M %d/%m/%Y}. "
            "See the new value below, mend yours if need be and save again; what you typed is still in the form.",
        )
        self.answer = answer


@dataclass(frozen=True)
class PaperFacts(EvidenceFacts):
    """A paper cited for an answer: typed, or chosen from what the platform holds, whose file then serves."""

    evidence: Evidence | None = None
    stored: AnswerEvidence | None = None


def chosen_paper(source: Evidence | AnswerEvidence, section: str = "") -> PaperFacts:
    """A paper that is there already, cited for another use; ``section`` where this use rests on another part of it."""
    return PaperFacts(
        number=source.number,
        issued_on=source.issued_on,
        issuer=source.issuer,
        abstract=source.abstract,
        section=section.strip() or source.section,
        evidence=source if isinstance(source, Evidence) else source.evidence,
        stored=source if isinstance(source, AnswerEvidence) else None,
    )


def locked_round(round: Round) -> Round:
    """The round as it is now, held until the transaction ends: nobody closes it meanwhile."""
    return Round.objects.select_for_update(of=("self",)).select_related("lead").get(pk=round.pk)


def question_of(round: Round, subject: str, item: str) -> Question:
    """The item asked of the subject.

    Raises:
        InputError: the round scores no such subject, or its edition asks no such item.
    """
    if subject not in round.subjects:
        vi, en = nearest(subject, round.subjects)
        vi, en = f"Đợt này không chấm “{subject}”; {vi}", f"This round does not score “{subject}”; {en}"
        raise InputError("round.subject", vi=vi, en=en)
    found = {one.code: one for one in round.definition.scored}
    if item not in found:
        vi, en = nearest(item, found)
        raise InputError("round.item", vi=f"Không có chỉ số “{item}”; {vi}", en=f"There is no item “{item}”; {en}")
    return Question(round, subject, found[item])


def check_papers(papers: Sequence[EvidenceFacts]) -> None:
    """Refuse a paper without number, issuer or abstract, or with a file that is not accepted.

    Raises:
        InputError: names the paper and what it lacks.
    """
    for one in papers:
        if not (one.number.strip() and one.issuer.strip() and one.abstract.strip()):
            raise InputError(
                "answer.paper",
                vi=f"Minh chứng “{one.number or one.abstract}” thiếu số, nơi ban hành hoặc trích yếu.",
                en=f"The paper “{one.number or one.abstract}” lacks its number, issuer or abstract.",
            )
        if one.file is not None:
            check_attachment(one.file)


def keep_papers(papers: Sequence[PaperFacts], answer: Answer, *, by: User) -> None:
    """Store the papers with the answer; a paper cited once for it is not stored a second time."""
    cited = {(one.number, one.issuer, one.section) for one in answer.papers.filter(removed_at=None)}
    for facts in papers:
        key = (facts.number.strip(), facts.issuer.strip(), facts.section.strip())
        if key in cited:
            continue
        cited.add(key)
        paper = AnswerEvidence(
            answer=answer,
            number=key[0],
            issued_on=facts.issued_on,
            issuer=key[1],
            abstract=facts.abstract.strip(),
            section=key[2],
            evidence=facts.evidence,
            added_by=by,
            added_at=timezone.now(),
        )
        if facts.file is not None:
            paper.file_name = (facts.file.name or "").replace("\\", "/").rpartition("/")[2][-255:]
            paper.file = facts.file
        elif facts.stored is not None and facts.stored.file:
            paper.file, paper.file_name = facts.stored.file.name, facts.stored.file_name
        paper.save()
