"""Records that tests of several rooms of the programme need."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from tests.cast import Cast, make_agreement

from donghanh.web.programme.actions.agreements.add_paper import PaperFacts, add_paper
from donghanh.web.programme.models import Agreement, AgreementPaper


def make_paper(cast: Cast, agreement: Agreement | None = None, **facts: object) -> AgreementPaper:
    """An amendment of Sao Lam's agreement unless said otherwise."""
    given = {
        "kind": AgreementPaper.Kind.AMENDMENT,
        "number": "01/PLTT",
        "issued_on": date(2026, 6, 1),
        "issuer": "UBND tỉnh Lam Giang – Sao Lam",
        "abstract": "Sửa đổi, bổ sung thỏa thuận",
    }
    return add_paper(agreement or make_agreement(cast), PaperFacts(**given | facts), by=cast.ha, once=uuid4())
