from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.models import Agreement, Task

pytestmark = pytest.mark.django_db


def test_the_list_counts_what_was_promised_claimed_and_verified(client, cast) -> None:
    make_claim(cast)
    client.force_login(cast.vinh)
    page = client.get(reverse("programme:agreement-list")).content.decode()
    for count, value in (("commitments", 3), ("claimed", 1), ("verified", 0)):
        link = page.split(f"agreement/lam-giang-sao-lam-2025/{count}")[1]
        assert link.split(">")[1].startswith(str(value))


def test_the_number_of_queries_does_not_grow_with_agreements(client, cast, django_assert_max_num_queries) -> None:
    for _ in range(6):
        make_agreement(cast)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(8):
        client.get(reverse("programme:agreement-list"))


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


def test_a_task_is_handed_out_on_the_commitments_page(client, cast) -> None:
    commitment = make_agreement(cast).commitments.first()
    client.force_login(cast.ha)
    sent = {
        "title": "Khảo sát",
        "product": "Báo cáo",
        "lead": cast.sao_lam.pk,
        "co_organisations": [cast.finance.pk],
        "due_on": "30/06/2028",
        "indicator_code": "services.on_time_share",
        "once": uuid4(),
    }
    response = client.post(commitment.get_absolute_url(), sent)
    task = Task.objects.get()
    assert response["Location"] == task.get_absolute_url()
    assert f"{task.due_on:%d/%m/%Y}" == "30/06/2028"
    assert list(task.co_organisations.all()) == [cast.finance]


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": "31/02/2028"},
        {"due_on": ""},
        {"product": " "},
        {"lead": "999999"},
        {"starts_on": "01/07/2028"},
        {"indicator_code": "made.up"},
    ],
)
def test_a_wrong_field_of_a_task_is_said_and_nothing_is_stored(client, cast, wrong) -> None:
    commitment = make_agreement(cast).commitments.first()
    client.force_login(cast.ha)
    sent = {"title": "Việc", "product": "Vật", "lead": cast.sao_lam.pk, "due_on": "30/06/2028", "once": uuid4()}
    response = client.post(commitment.get_absolute_url(), sent | wrong)
    assert response.status_code == 200 and 'class="wrong"' in response.content.decode()
    assert not Task.objects.exists()


def test_the_form_is_not_offered_on_a_closed_agreement(client, cast) -> None:
    commitment = make_agreement(cast, state=Agreement.State.CLOSED).commitments.first()
    client.force_login(cast.ha)
    assert 'name="product"' not in client.get(commitment.get_absolute_url()).content.decode()
    sent = {"title": "Việc", "product": "Vật", "lead": cast.sao_lam.pk, "due_on": "30/06/2028", "once": uuid4()}
    assert client.post(commitment.get_absolute_url(), sent).status_code == 409
    assert not Task.objects.exists()
