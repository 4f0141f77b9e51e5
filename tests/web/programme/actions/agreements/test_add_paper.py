from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from tests.cast import make_agreement
from tests.web.programme.made import make_paper

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.add_paper import PaperFacts, add_paper
from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.models import Agreement, AgreementPaper, Document

pytestmark = pytest.mark.django_db

S = Agreement.State


def test_it_is_kept_with_its_file_under_a_name_of_our_own(cast) -> None:
    paper = make_paper(cast, file=ContentFile(b"%PDF-1.4", "../phụ lục.pdf"))
    assert paper.file_name == "phụ lục.pdf" and paper.file.name.startswith("agreements/")
    assert paper.effective_on == paper.issued_on


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"number": " "}, r"paper\.facts"),
        ({"kind": "letter"}, r"paper\.facts"),
        ({"effective_on": date(2026, 5, 31)}, r"paper\.effective_on"),
        ({"file": ContentFile(b"MZ", "a.pdf")}, r"file\.content"),
    ],
)
def test_a_wrong_paper_is_said_and_nothing_is_kept(cast, wrong, code) -> None:
    with pytest.raises(InputError, match=code):
        make_paper(cast, **wrong)
    assert not AgreementPaper.objects.exists()


@pytest.mark.parametrize(
    ("state", "kind", "fits"),
    [
        (S.DRAFT, "amendment", False),
        (S.DRAFT, "annex", True),
        (S.SIGNED, "amendment", True),
        (S.CLOSED, "annex", False),
        (S.CLOSED, "source", True),
    ],
)
def test_what_may_be_put_to_it_depends_on_where_it_stands(cast, state, kind, fits) -> None:
    agreement = make_agreement(cast, state=state)
    if fits:
        assert make_paper(cast, agreement, kind=kind).kind == kind
    else:
        with pytest.raises(RefusedError, match="state"):
            make_paper(cast, agreement, kind=kind)


def test_a_document_is_confirmed_into_an_agreement_once_and_its_file_is_the_paper(cast) -> None:
    document = receive_document("Phụ lục thỏa thuận".encode(), by=cast.ha, file_name="phu-luc.txt", once=uuid4())
    agreement = make_agreement(cast)
    facts = PaperFacts("annex", "02/PL", date(2026, 6, 1), "UBND tỉnh", "Phụ lục")
    paper = add_paper(agreement, facts, by=cast.ha, document=document, once=uuid4())
    document.refresh_from_db()
    assert (document.state, paper.document) == (Document.State.CONFIRMED, document)
    assert paper.file.read() == "Phụ lục thỏa thuận".encode()
    with pytest.raises(RefusedError, match=r"state\.confirmed"):
        add_paper(agreement, facts, by=cast.ha, document=document, once=uuid4())


def test_nobody_else_adds_papers(cast) -> None:
    facts = PaperFacts("annex", "02/PL", date(2026, 6, 1), "UBND tỉnh", "Phụ lục")
    with pytest.raises(RefusedError, match="forbidden"):
        add_paper(make_agreement(cast), facts, by=cast.tuan, once=uuid4())
