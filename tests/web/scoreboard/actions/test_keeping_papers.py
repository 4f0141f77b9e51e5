from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import make_claim
from tests.web.scoreboard.filling import PAPER, Filling

from donghanh.errors import InputError
from donghanh.web.programme.models import Evidence
from donghanh.web.scoreboard.actions.keeping_papers import PaperFacts, chosen_paper, locked_round, question_of


def test_a_paper_of_a_task_is_cited_again_without_typing_it(filling: Filling) -> None:
    make_claim(filling.cast)
    source = Evidence.objects.get()
    paper = filling.state(papers=[chosen_paper(source, "trang 3")]).papers.get()
    assert (paper.number, paper.issuer, paper.section, paper.evidence) == (
        source.number,
        source.issuer,
        "trang 3",
        source,
    )


def test_a_paper_of_another_item_brings_its_file_along(filling: Filling) -> None:
    file = SimpleUploadedFile("quyet dinh.pdf", b"%PDF-1.7 ...")
    facts = PaperFacts(PAPER.number, PAPER.issued_on, PAPER.issuer, PAPER.abstract, file=file)
    first = filling.state(papers=[facts]).papers.get()
    second = filling.state("plan_issued", papers=[chosen_paper(first)]).papers.get()
    assert second.stored_file[0].name == first.file.name and second.file_name == "quyet dinh.pdf"
    assert second.stored_file[0].read() == b"%PDF-1.7 ..."


def test_a_question_is_found_by_subject_and_item_or_the_nearest_is_named(filling: Filling) -> None:
    round = locked_round(filling.round)
    assert question_of(round, "LG001", "plan_issued").item.max == 6
    with pytest.raises(InputError, match="plan_issued"):
        question_of(round, "LG001", "plan_isued")
    with pytest.raises(InputError, match="LG002"):
        question_of(round, "LG00", "plan_issued")
