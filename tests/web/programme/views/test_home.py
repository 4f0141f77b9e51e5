from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.actions.tasks.return_claim import return_claim

pytestmark = pytest.mark.django_db


def test_the_public_is_led_to_the_public_page(client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"] == reverse("portal:home")


@pytest.mark.parametrize("who", ["ha", "minh", "huong", "tuan", "tam", "yen", "vinh"])
def test_every_role_reads_what_to_do_now(client, cast, who) -> None:
    make_claim(cast)
    client.force_login(getattr(cast, who))
    assert client.get("/").status_code == 200


def test_the_verifier_is_led_to_the_claim_and_the_lead_to_what_came_back(client, cast) -> None:
    claim = make_claim(cast)
    task_page = reverse("programme:task", args=[claim.task_id])
    client.force_login(cast.yen)
    assert task_page in client.get("/").content.decode()
    return_claim(claim, by=cast.yen, reason="Thiếu", once=uuid4())
    assert task_page not in client.get("/").content.decode()
    client.force_login(cast.tuan)
    assert task_page in client.get("/").content.decode()


def test_another_partner_reads_nothing_of_it(client, cast) -> None:
    make_claim(cast)
    client.force_login(cast.tam)
    page = client.get("/").content.decode()
    assert "Khảo sát hiện trạng" not in page and "Sao Lam" not in page


def test_the_number_of_queries_does_not_grow_with_the_tasks(client, cast, django_assert_max_num_queries) -> None:
    agreement = make_agreement(cast)
    for number in range(8):
        due_on = date(2026, 1, 1) + timedelta(days=number)
        make_task(cast, agreement.commitments.get(number=1 + number % 2), lead=cast.science, due_on=due_on)
    for who in ("ha", "vinh"):
        client.force_login(getattr(cast, who))
        with django_assert_max_num_queries(34):
            client.get("/")


def test_somebody_without_role_or_organisation_reads_a_page_too(client, django_user_model, db) -> None:
    client.force_login(django_user_model.objects.create_superuser("admin", password="a-long-password"))
    assert client.get("/").status_code == 200
