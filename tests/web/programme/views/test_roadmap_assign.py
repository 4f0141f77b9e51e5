from __future__ import annotations

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from tests.cast import make_task

from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_preview_then_made_and_those_who_have_it_already_are_marked(cast, client) -> None:
    task = make_task(cast, title="Lập tổ", lead=cast.finance)
    client.force_login(cast.ha)
    address = reverse("programme:assign-to-all", args=[task.commitment_id])
    sent = {"title": "Lập tổ", "product": "Quyết định", "lead": cast.science.pk, "due_on": "30/06/2027"}
    sent |= {"units": [cast.finance.pk, cast.home_affairs.pk]}
    preview = client.post(address, sent | {"once": uuid4()}).content.decode()
    rows = [row.get_text(" ").split(" ") for row in BeautifulSoup(preview, "html.parser").select("#xem-truoc tbody tr")]
    assert [row[0] for row in rows] == ["1.2.1", "1.2.2"]
    assert "Nội" in rows[0] and "Tài" in rows[1] and len(rows[1]) > len(rows[0])  # the second has it already
    assert Task.objects.count() == 1
    assert "xem-truoc" not in client.post(address, sent | {"once": uuid4(), "back": "1"}).content.decode()
    done = client.post(address, sent | {"once": uuid4(), "confirm": "1"})
    project = Task.objects.get(code="1.2")
    assert done["Location"] == project.get_absolute_url()
    assert [part.lead for part in project.parts.order_by("code")] == [cast.home_affairs, cast.finance]


def test_nobody_chosen_is_said_at_the_field(cast, client) -> None:
    client.force_login(cast.ha)
    address = reverse("programme:assign-to-all", args=[make_task(cast).commitment_id])
    sent = {
        "title": "Lập tổ",
        "product": "Quyết định",
        "lead": cast.science.pk,
        "due_on": "30/06/2027",
        "once": uuid4(),
    }
    page = BeautifulSoup(client.post(address, sent).content, "html.parser")
    assert page.select(".field-wrong [name=units]")
