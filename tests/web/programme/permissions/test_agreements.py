"""Who sees and changes agreements, their commitments and papers, in each state that matters."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from tests.access import Access, cases, check
from tests.cast import make_agreement
from tests.web.programme.made import make_paper

from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.models import Agreement, AgreementPaper

pytestmark = pytest.mark.django_db

ALL = (200, 200, 200, 200, 200, 200, 200)
SIDES = (200, 200, 200, 200, 403, 200, 200)  # not the partner of another agreement
OFFICE = (200, 403, 403, 403, 403, 403, 403)
MOVED = (302, 403, 403, 403, 403, 403, 403)
NOT_NOW = (409, 403, 403, 403, 403, 403, 403)
DRAFT, IN_FORCE, CLOSED = Agreement.State.DRAFT, Agreement.State.IN_FORCE, Agreement.State.CLOSED
AMENDMENT = AgreementPaper.Kind.AMENDMENT


def _nothing(cast):
    return ()


def _code(state):
    return lambda cast: (make_agreement(cast, state=state).code,)


def _commitment(state):
    return lambda cast: (make_agreement(cast, state=state).commitments.get(number=1).pk,)


def _paper(kind=AMENDMENT, file=False):
    def make(cast):
        paper = make_paper(cast, kind=kind)
        if file:
            paper.file.save("a.pdf", ContentFile(b"%PDF-1.4"))
        return (paper.pk,)

    return make


def _commitment_and_paper(kind=AMENDMENT):
    def make(cast):
        paper = make_paper(cast, kind=kind)
        return (paper.agreement.commitments.get(number=1).pk, paper.pk)

    return make


def _document(cast):
    return (receive_document("UBND tỉnh".encode(), by=cast.ha, file_name="a.txt", once=uuid4()).pk,)


def _post(route, when, make, answers, /, **data):
    return Access(f"programme:{route}", when, make, answers, "post", {"once": uuid4()} | data)


def _get(route, state, make, answers):
    return Access(f"programme:{route}", state, make, answers)


TABLE = [
    _get("agreement-list", "any", _nothing, ALL),
    _get("agreement-list-xlsx", "any", _nothing, ALL),
    _get("overlaps", "any", _nothing, ALL),
    *[_get("agreement", state, _code(state), SIDES) for state in Agreement.State.values],
    *[_get("commitment", state, _commitment(state), SIDES) for state in (DRAFT, IN_FORCE, CLOSED)],
    _get("commitment-history", IN_FORCE, _commitment(IN_FORCE), SIDES),
    *[_get("agreement-quality", state, _code(state), SIDES) for state in (DRAFT, IN_FORCE)],
    _get("agreement-quality-docx", DRAFT, _code(DRAFT), SIDES),
    _post("agreement-state", IN_FORCE, _code(IN_FORCE), MOVED, state="closing", reason="Hết giai đoạn"),
    _post("agreement-state", "a step it cannot take", _code(IN_FORCE), (409, 403, 403, 403, 403, 403, 403),
          state="closed", reason="Hết giai đoạn"),
    _get("agreement-edit", DRAFT, _code(DRAFT), OFFICE),
    _get("agreement-edit", IN_FORCE, _code(IN_FORCE), NOT_NOW),
    _post("agreement-edit", DRAFT, _code(DRAFT), MOVED, title="Tên mới", instrument="mou", version="1"),
    _get("agreement-contents", DRAFT, _code(DRAFT), OFFICE),
    _get("agreement-contents", IN_FORCE, _code(IN_FORCE), OFFICE),
    _post("agreement-places", IN_FORCE, _code(IN_FORCE), MOVED),
    _get("commitment-add", DRAFT, _code(DRAFT), OFFICE),
    _get("commitment-add", IN_FORCE, _code(IN_FORCE), NOT_NOW),
    _post("commitment-add", DRAFT, _code(DRAFT), MOVED, text="Cam kết", status="agreed"),
    _get("commitment-edit", DRAFT, _commitment(DRAFT), OFFICE),
    _get("commitment-edit", IN_FORCE, _commitment(IN_FORCE), NOT_NOW),
    _post("commitment-edit", DRAFT, _commitment(DRAFT), MOVED, text="Cam kết", status="agreed", version="1"),
    _post("commitment-remove", DRAFT, _commitment(DRAFT), MOVED),
    _post("commitment-remove", IN_FORCE, _commitment(IN_FORCE), NOT_NOW),
    _get("agreement-successor", IN_FORCE, _code(IN_FORCE), OFFICE),
    _post("agreement-successor", IN_FORCE, _code(IN_FORCE), MOVED, title="Thỏa thuận tiếp theo"),
    _post("agreement-link", IN_FORCE, _code(IN_FORCE), (400, 403, 403, 403, 403, 403, 403)),
    _get("paper-add", IN_FORCE, _code(IN_FORCE), OFFICE),
    _post("paper-add", IN_FORCE, _code(IN_FORCE), MOVED, kind="annex", number="1", issued_on="01/02/2026",
          issuer="UBND tỉnh", abstract="Phụ lục"),
    _get("paper", AMENDMENT, _paper(), SIDES),
    _get("paper-file", "with a file", _paper(file=True), SIDES),
    _post("paper-period", AMENDMENT, _paper(), MOVED, start_year="2025", end_year="2031"),
    _post("paper-period", "annex", _paper("annex"), NOT_NOW, start_year="2025", end_year="2031"),
    _get("commitment-amend", AMENDMENT, _commitment_and_paper(), OFFICE),
    _get("commitment-amend", "further source", _commitment_and_paper("source"), NOT_NOW),
    _post("commitment-amend", AMENDMENT, _commitment_and_paper(), MOVED, text="Cam kết mới", status="agreed",
          version="1"),
    _post("commitment-strike-out", AMENDMENT, _commitment_and_paper(), MOVED),
    _post("commitment-strike-out", "annex", _commitment_and_paper("annex"), NOT_NOW),
    _get("document-attach", "draft", _document, OFFICE),
]  # fmt: skip


@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE))
def test_who_is_answered_what(cast, client, access, person, answer) -> None:
    check(access, person, answer, cast, client)


def test_a_partner_sees_no_file_and_no_paper_of_another_agreement(cast, client) -> None:
    paper = make_paper(cast, issued_on=date(2026, 2, 1))
    client.force_login(cast.tam)
    assert client.get(paper.get_absolute_url()).status_code == 403
