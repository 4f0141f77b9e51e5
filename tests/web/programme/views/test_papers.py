from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import make_agreement
from tests.web.programme.made import make_paper

from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.models import AgreementPaper

pytestmark = pytest.mark.django_db

SENT = {
    "kind": "amendment",
    "number": "01/PLTT",
    "issued_on": "01/06/2026",
    "issuer": "UBND tỉnh",
    "abstract": "Sửa đổi",
}


@pytest.fixture(autouse=True)
def _signed_in(client, cast) -> None:
    client.force_login(cast.ha)


def test_an_amendment_is_added_with_its_file_and_its_changes_entered(client, cast) -> None:
    agreement = make_agreement(cast)
    file = SimpleUploadedFile("sua-doi.pdf", b"%PDF-1.4")
    client.post(reverse("programme:paper-add", args=[agreement.code]), SENT | {"file": file, "once": uuid4()})
    paper = agreement.papers.get()
    one, two, _three = agreement.commitments.all()
    sent = {"text": one.text, "status": "agreed", "promisor": cast.sao_lam.pk, "version": "1", "product": "Kho dữ liệu"}
    client.post(reverse("programme:commitment-amend", args=[one.pk, paper.pk]), sent | {"once": uuid4()})
    client.post(reverse("programme:commitment-strike-out", args=[two.pk, paper.pk]), {"once": uuid4()})
    client.post(
        reverse("programme:paper-period", args=[paper.pk]), {"start_year": 2025, "end_year": 2032, "once": uuid4()}
    )
    page = client.get(paper.get_absolute_url()).content.decode()
    assert "<ins>Kho dữ liệu</ins>" in page and "<del>2030</del>" in page and two.text in page
    history = client.get(reverse("programme:commitment-history", args=[one.pk])).content.decode()
    assert "<ins>Kho dữ liệu</ins>" in history and "01/PLTT" in history
    answer = client.get(reverse("programme:paper-file", args=[paper.pk]))
    assert "sua-doi.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"issued_on": "31/02/2026"}, {"effective_on": "01/01/2020"}, {"kind": "x"}]
)
def test_a_wrong_field_is_said_and_nothing_is_kept(client, cast, wrong) -> None:
    agreement = make_agreement(cast)
    answer = client.post(reverse("programme:paper-add", args=[agreement.code]), SENT | {"once": uuid4()} | wrong)
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()
    assert not AgreementPaper.objects.exists()


def test_a_wrong_period_is_said_on_the_papers_page(client, cast) -> None:
    paper = make_paper(cast)
    address = reverse("programme:paper-period", args=[paper.pk])
    answer = client.post(address, {"start_year": 2025, "end_year": 2020, "once": uuid4()})
    assert answer.status_code == 400 and 'role="alert"' in answer.content.decode()


def test_the_second_of_two_who_amend_is_told_and_keeps_what_was_typed(client, cast) -> None:
    paper = make_paper(cast)
    one = paper.agreement.commitments.get(number=1)
    address = reverse("programme:commitment-amend", args=[one.pk, paper.pk])
    sent = {"text": one.text, "status": "agreed", "promisor": cast.sao_lam.pk, "version": "1"}
    client.post(address, sent | {"product": "Kho A", "once": uuid4()})
    answer = client.post(address, sent | {"product": "Kho B", "once": uuid4()})
    assert answer.status_code == 409 and 'value="Kho B"' in answer.content.decode()


def test_a_document_is_confirmed_into_an_agreement_that_is_there(client, cast) -> None:
    agreement = make_agreement(cast)
    document = receive_document("Phụ lục thỏa thuận".encode(), by=cast.ha, file_name="a.txt", once=uuid4())
    address = reverse("programme:document-attach", args=[document.pk])
    assert address in client.get(document.get_absolute_url()).content.decode()
    client.post(address, SENT | {"agreement": agreement.pk, "kind": "source", "once": uuid4()})
    paper = agreement.papers.get()
    for page in (document.get_absolute_url(), reverse("programme:document-list")):
        assert paper.get_absolute_url() in client.get(page).content.decode()
