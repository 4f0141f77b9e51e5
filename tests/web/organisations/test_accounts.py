from __future__ import annotations

import pytest
from django.urls import reverse

from donghanh.web.organisations.models import Role, User

PASSWORD = "mot-mat-khau-dai"

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> User:
    return User.objects.create_user("an", password=PASSWORD, full_name="Lê Văn An", role=Role.DEPARTMENT)


def _sign_in(client, password: str):
    return client.post(reverse("account_login"), {"login": "an", "password": password})


def test_a_person_signs_in_and_lands_on_what_to_do_now(client, an: User) -> None:
    assert _sign_in(client, PASSWORD).headers["location"] == "/"
    assert "Lê Văn An" in client.get("/").content.decode()


def test_a_wrong_password_is_said_in_vietnamese_and_lets_nobody_in(client, an: User) -> None:
    page = _sign_in(client, "sai-mat-khau").content.decode()
    assert "không đúng" in page
    assert "_auth_user_id" not in client.session


def test_a_closed_account_lets_nobody_in(client, an: User) -> None:
    an.is_active = False
    an.save()
    _sign_in(client, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_nobody_can_make_an_account_from_outside(client) -> None:
    client.post(
        reverse("account_signup"), {"username": "ke-la", "password1": PASSWORD, "password2": PASSWORD, "email": ""}
    )
    assert not User.objects.exists()
