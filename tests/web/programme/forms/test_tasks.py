from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import make_agreement

from donghanh.web.programme.forms.tasks import EvidenceRow, TaskForm

PAPER = {"number": "1/BB", "issued_on": "01/02/2026", "issuer": "Sở", "abstract": "Biên bản"}


@pytest.mark.django_db
def test_the_promisor_is_proposed_as_lead_and_strangers_are_not_offered(cast) -> None:
    form = TaskForm(make_agreement(cast).commitments.get(number=1))
    assert form["lead"].value() == cast.sao_lam.pk
    offered = set(form.fields["lead"].queryset)
    assert cast.finance in offered and cast.ben_giang not in offered


def test_a_paper_is_handed_on_as_the_action_takes_it() -> None:
    row = EvidenceRow(PAPER)
    assert row.is_valid()
    assert (row.facts().number, row.facts().issued_on, row.facts().file) == ("1/BB", date(2026, 2, 1), None)


def test_a_bad_file_is_said_at_its_field() -> None:
    row = EvidenceRow(PAPER, {"file": SimpleUploadedFile("a.pdf", b"no")})
    assert "a.pdf" in row.errors["file"][0]
