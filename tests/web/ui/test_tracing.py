from __future__ import annotations

import pytest
from django.urls import reverse

from donghanh.provenance import Derivation, Figure, Source
from donghanh.web.organisations.models import Role, User
from donghanh.web.ui.tracing import every_figure, register, resolvers

RULE = {"vi": "đếm dòng", "en": "count of rows"}


def _open(figure_id: str) -> Figure:
    return Figure(figure_id, {"vi": "Số hồ sơ", "en": "Dossiers"}, 2, "count", Derivation(RULE, ("closed/1",), 5))


def _closed(figure_id: str) -> Figure:
    source = Source("record", {"vi": "Tệp nạp", "en": "Loaded file"}, "tệp.csv, dòng 7", {"Mã": "HS-7"})
    return Figure(figure_id, {"vi": "Hồ sơ", "en": "Dossier"}, "HS-7", "text", Derivation(RULE, sources=(source,)))


@pytest.fixture(autouse=True)
def kinds() -> None:
    register("open", _open, public=every_figure)
    register("closed", _closed)


def test_the_public_opens_public_figures_and_signs_in_for_others(client) -> None:
    page = client.get(reverse("trace", args=["open/1"]))
    assert page.status_code == 200
    assert "đếm dòng" in page.content.decode()
    assert client.get(reverse("trace", args=["closed/1"])).status_code == 302


def test_the_public_sees_how_many_closed_records_there_are_but_none_of_them(client) -> None:
    page = client.get(reverse("trace", args=["open/1"])).content.decode()
    assert "HS-7" not in page
    assert "5 đầu vào" in page


@pytest.mark.django_db
def test_the_end_of_a_chain_names_file_and_row(client) -> None:
    client.force_login(User.objects.create(username="an", role=Role.DEPARTMENT))
    page = client.get(reverse("trace", args=["closed/1"])).content.decode()
    assert "tệp.csv, dòng 7" in page


@pytest.mark.django_db
def test_a_figure_that_does_not_exist_is_said_to_be_unknown(client) -> None:
    client.force_login(User.objects.create(username="an", role=Role.DEPARTMENT))
    assert client.get(reverse("trace", args=["nonsense/1"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(set(resolvers) - {"agreement", "commitment", "indicator", "index"}))
def test_no_other_kind_of_figure_opens_to_the_public(client, kind: str) -> None:
    assert client.get(reverse("trace", args=[f"{kind}/1/2@3"])).status_code in (302, 403)
