from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.web.programme.meetings import make_body

pytestmark = pytest.mark.django_db


def test_the_list_and_the_picture_show_the_same_bodies_with_links(client, cast) -> None:
    root = make_body(cast)
    part = make_body(cast, name="Phân ban Y tế", parent=root, departments=[cast.finance], members=False)
    client.force_login(cast.vinh)
    for name in ("body-list", "body-picture"):
        page = client.get(reverse(f"programme:{name}")).content.decode()
        for words in (root.name, part.name, part.get_absolute_url(), "Phạm Quang Vinh"):
            assert words in page
    picture = client.get(reverse("programme:body-picture")).content.decode()
    assert "<svg" in picture and cast.finance.name in picture


def test_the_picture_is_of_a_day_and_of_one_agreement(client, cast) -> None:
    body = make_body(cast)
    client.force_login(cast.vinh)
    address = reverse("programme:body-picture")
    assert body.name in client.get(address, {"agreement": body.agreement.code}).content.decode()
    assert "Phạm Quang Vinh" not in client.get(address, {"ngay": "01/01/2020"}).content.decode().partition("<main")[2]
    assert client.get(address, {"ngay": "31/31/2020", "agreement": "x"}).status_code == 200


def test_the_workbook_has_a_row_for_each_member(client, cast) -> None:
    make_body(cast)
    client.force_login(cast.vinh)
    file = client.get(reverse("programme:body-export"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert [row[4] for row in rows[1:]] == ["Phạm Quang Vinh", "Phan Anh Tuấn", "Trần Văn Minh", "Đỗ Thị Hương"]


@pytest.mark.parametrize("name", ["body-list", "body-picture", "body-export"])
def test_the_number_of_queries_does_not_grow_with_the_bodies(client, cast, name) -> None:
    client.force_login(cast.vinh)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"programme:{name}"))
        return len(asked)

    root = make_body(cast)
    make_body(cast, parent=root, departments=[cast.finance])
    queries()
    few = queries()
    for _time in range(6):
        make_body(cast, parent=root, departments=[cast.finance, cast.science])
    assert queries() == few


def test_before_there_is_a_body_the_page_says_what_to_do(client, cast) -> None:
    client.force_login(cast.ha)
    assert reverse("programme:body-new") in client.get(reverse("programme:body-list")).content.decode()
