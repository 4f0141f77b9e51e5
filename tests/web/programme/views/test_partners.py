from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_claim, make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.actions.tasks.return_claim import return_claim

pytestmark = pytest.mark.django_db


def _page(client, **wanted: str) -> str:
    return client.get(reverse("programme:partner", args=["sao-lam"]), wanted).content.decode()


def test_both_sides_read_the_same_items_and_where_they_differ(client, cast) -> None:
    claim = make_claim(cast)
    return_claim(make_claim(cast, make_task(cast)), by=cast.yen, reason="Thiếu phụ lục", once=uuid4())
    made = make_request(cast)
    received = make_request(cast, by=cast.minh, addressed_to=cast.sao_lam, title="Cung cấp tài liệu kỹ thuật")
    for who in ("tuan", "ha", "vinh"):
        client.force_login(getattr(cast, who))
        page = _page(client)
        for words in (claim.text, "Thiếu phụ lục", made.title, received.title, "mặt bằng cho trung tâm dữ liệu"):
            assert words in page, words


def test_the_items_are_narrowed_by_side_and_difference(client, cast) -> None:
    make_claim(cast)
    client.force_login(cast.ha)
    assert "Bố trí mặt bằng" not in _page(client, side="partner")
    assert "Bố trí mặt bằng" in _page(client, side="province")
    only = _page(client, differs="on")
    assert "Bố trí mặt bằng" not in only and "Xây dựng kho dữ liệu" in only


def test_the_queries_do_not_grow_with_the_tasks(client, cast, django_assert_max_num_queries) -> None:
    for _ in range(6):
        make_claim(cast, make_task(cast))
        make_request(cast)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(18):
        _page(client)
