from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.cast import make_claim
from tests.web.scoreboard.filling import PAPER, Filling

from donghanh.web.programme.models import Evidence
from donghanh.web.scoreboard.models import Answer, AnswerEvidence
from donghanh.web.scoreboard.models.answer import stored_name


def test_one_answer_for_each_item_of_a_subject(filling: Filling) -> None:
    answer = filling.state()
    assert answer.get_absolute_url().endswith(f"/dot/{filling.round.pk}/LG001/committee_meetings/")
    answer.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        answer.save(force_insert=True)


def test_a_paper_is_cited_as_officials_do() -> None:
    paper = AnswerEvidence(number="12/QĐ-UBND", issuer="UBND xã", issued_on=date(2026, 1, 15), section="Điều 1")
    assert paper.citation == "12/QĐ-UBND (UBND xã, 15/01/2026) – Điều 1"
    paper.section = ""
    assert paper.citation == str(paper)


def test_nothing_a_person_typed_becomes_a_path() -> None:
    assert stored_name(AnswerEvidence(), "../../x/Báo cáo.PDF").startswith("round-evidence/")
    assert stored_name(AnswerEvidence(), "a.PDF").endswith(".pdf")


def test_a_chosen_paper_serves_with_the_file_of_where_it_came_from(filling: Filling) -> None:
    make_claim(filling.cast)
    source = Evidence.objects.get()
    source.file.save("b.pdf", ContentFile(b"%PDF-1"))
    source.file_name = "b.pdf"
    source.save()
    answer = filling.state(papers=[PAPER])
    paper = answer.papers.get()
    assert not paper.stored_file[0]
    paper.evidence, paper.added_at = source, timezone.now()
    assert paper.stored_file == (source.file, "b.pdf")
    assert Answer.objects.get(pk=answer.pk).papers.count() == 1
