from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement, make_claim

from donghanh.errors import TraceError
from donghanh.provenance import Step, trace
from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.models import Evidence
from donghanh.web.ui.tracing import resolvers

pytestmark = pytest.mark.django_db


def _ids(step: Step) -> list[str]:
    return [step.figure.id, *(one for below in step.below for one in _ids(below))]


def test_a_verified_commitment_is_followed_down_to_the_paper(cast) -> None:
    claim = accept_claim(make_claim(cast), by=cast.yen, once=uuid4())
    code = claim.task.commitment.agreement.code
    chain = trace(f"agreement/{code}/verified", resolvers)
    assert chain.figure.value == 1
    paper = Evidence.objects.get()
    kinds = ["agreement", "commitment", "task", "report", "evidence"]
    assert [one.partition("/")[0] for one in _ids(chain)] == kinds
    assert _ids(chain)[-1] == f"evidence/{paper.pk}"


def test_a_commitment_leads_to_its_words_in_the_document(cast) -> None:
    text = "Sao Lam sẽ xây dựng kho dữ liệu dùng chung của tỉnh."
    document = receive_document(text.encode(), by=cast.ha, once=uuid4())
    agreement = make_agreement(cast)
    agreement.document = document
    agreement.save()
    commitment = agreement.commitments.first()
    commitment.span_start, commitment.span_end = 12, 51
    commitment.save()
    source = resolvers["commitment"](f"commitment/{commitment.pk}").derivation.sources[0]
    assert source.details["Nguyên văn"] == text[12:51]
    assert document.sha256 in source.reference


def test_no_figure_names_a_person(cast) -> None:
    claim = accept_claim(make_claim(cast), by=cast.yen, once=uuid4())
    for count in ("commitments", "claimed", "verified"):
        told = repr(trace(f"agreement/{claim.task.commitment.agreement.code}/{count}", resolvers))
        assert not [one for one in ("Phan Anh Tuấn", "Ngô Hải Yến", "Nguyễn Thu Hà") if one in told]


@pytest.mark.parametrize(
    "unknown",
    [
        "agreement/x/verified",
        "agreement/lam-giang-sao-lam-2025/x",
        "commitment/0",
        "task/x",
        "report/²",
        "evidence/9",
    ],
)
def test_what_is_not_there_is_said(cast, unknown) -> None:
    make_agreement(cast)
    with pytest.raises(TraceError):
        resolvers[unknown.partition("/")[0]](unknown)


def test_the_public_opens_what_is_verified_and_never_what_is_only_claimed(client, cast) -> None:
    claim = make_claim(cast)
    agreement = claim.task.commitment.agreement
    assert client.get(reverse("trace", args=[f"agreement/{agreement.code}/verified"])).status_code == 200
    page = client.get(reverse("trace", args=[f"commitment/{claim.task.commitment_id}"])).content.decode()
    assert "chưa được xác minh" in page
    assert "báo hoàn thành" not in page
    closed = [f"agreement/{agreement.code}/claimed", f"task/{claim.task_id}", f"report/{claim.pk}"]
    assert [client.get(reverse("trace", args=[one])).status_code for one in closed] == [302, 302, 302]


def test_another_partner_does_not_open_reports_and_papers(client, cast) -> None:
    claim = make_claim(cast)
    figures = [f"task/{claim.task_id}", f"report/{claim.pk}", f"evidence/{claim.evidence.get().pk}"]
    for person, status in ((cast.tuan, 200), (cast.minh, 200), (cast.tam, 403)):
        client.force_login(person)
        assert [client.get(reverse("trace", args=[one])).status_code for one in figures] == [status] * 3
    assert client.get(reverse("trace", args=["task/0"])).status_code == 404
