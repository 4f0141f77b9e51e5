from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.models import Agreement, Commitment, Content

pytestmark = pytest.mark.django_db


def test_the_page_shows_chain_parties_commitments_and_history(client, cast) -> None:
    agreement = make_claim(cast).task.commitment.agreement
    client.force_login(cast.ha)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert 'class="chain"' in page
    assert "Tập đoàn Công nghệ Sao Lam" in page and "Xây dựng kho dữ liệu dùng chung" in page
    assert "45/BB-BG" in page and 'class="history"' in page


def test_its_queries_do_not_grow_with_commitments(client, cast, django_assert_max_num_queries) -> None:
    agreement = make_agreement(cast)
    for commitment in agreement.commitments.all():
        for _ in range(3):
            make_task(cast, commitment)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(40):
        client.get(agreement.get_absolute_url())


def test_contents_group_the_commitments_and_successors_are_linked(client, cast) -> None:
    content = Content(number="1", title="Dữ liệu")
    first = make_agreement(cast, contents=[content], commitments=[Commitment(text="Kho", content=content)])
    make_agreement(cast, title="Giai đoạn 2", predecessor=first)
    client.force_login(cast.vinh)
    page = client.get(first.get_absolute_url()).content.decode()
    assert page.index("1. Dữ liệu") < page.index("1. Kho") and "Giai đoạn 2" in page


def test_a_signing_without_its_day_is_said_and_the_reason_stays_typed(client, cast) -> None:
    agreement = make_agreement(cast, state=Agreement.State.NEGOTIATING)
    client.force_login(cast.ha)
    address = reverse("programme:agreement-state", args=[agreement.code])
    sent = {"state": "signed", "reason": "Lễ ký", "once": uuid4()}
    for day in ("", "31/02/2026"):
        answer = client.post(address, sent | {"signed_on": day})
        assert answer.status_code == 400 and "Lễ ký</textarea>" in answer.content.decode()
    client.post(address, sent | {"signed_on": "05/01/2026"})
    agreement.refresh_from_db()
    assert (agreement.state, f"{agreement.signed_on:%d/%m/%Y}") == ("signed", "05/01/2026")
