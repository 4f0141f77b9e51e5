"""A plan's page, and the way of its tasks from draft to work."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

from django.test import Client
from python_calamine import CalamineWorkbook
from tests.cast import Cast, make_agreement
from tests.web.scoreboard.planning import PLAN, save, solved, with_tasks

from donghanh.web.programme.models import Task


def test_the_page_tells_reach_cost_proof_and_what_is_left_out(cast: Cast, client: Client) -> None:
    result = solved(cast)
    client.force_login(cast.vinh)
    page = client.get(result.get_absolute_url()).text
    for told in ("+10,5", "NV1", "NV2", "NV3", "gantt-work", "4,50", "6,00", "2027", "data-plot", "index/"):
        assert told in page
    assert "du-thao" not in page  # a leader adopts nothing
    save(cast, result.question, PLAN | {"cost": 61.0}, seen=1)
    assert "notice-warning" in client.get(result.get_absolute_url()).text


def test_an_empty_plan_says_so(cast: Cast, client: Client) -> None:
    result = solved(cast, with_tasks(cast, budgets=[0, 0]))
    client.force_login(cast.ha)
    page = client.get(result.get_absolute_url())
    assert page.status_code == 200 and "gantt-work" not in page.text and "nhan/" not in page.text


def test_drafts_become_tasks_one_by_one(cast: Cast, client: Client) -> None:
    agreement, result = make_agreement(cast), solved(cast)
    commitment = agreement.commitments.first()
    client.force_login(cast.ha)
    address = f"{result.get_absolute_url()}nhan/"
    assert client.post(address, {"commitment": "", "once": str(uuid4())}).status_code == 400
    adopted = client.post(address, {"commitment": str(commitment.pk), "once": str(uuid4())})
    assert adopted.status_code == 302 and result.drafts.count() == 2 and not Task.objects.exists()
    draft = result.drafts.get(code="NV2")
    form = client.get(draft.get_absolute_url()).text
    assert 'value="Nhiệm vụ NV2"' in form and 'value="30/06/2027"' in form and 'value="01/01/2027"' in form
    sent = {"title": "Nhiệm vụ NV2", "product": "Phương án", "lead": str(cast.home_affairs.pk), "due_on": "30/06/2027"}
    wrong = client.post(draft.get_absolute_url(), sent | {"product": "", "once": str(uuid4())})
    assert wrong.status_code == 400 and not Task.objects.exists()
    done = client.post(draft.get_absolute_url(), sent | {"once": str(uuid4())})
    task = Task.objects.get()
    assert done["location"] == task.get_absolute_url()
    assert (task.commitment, task.due_on) == (commitment, date(2027, 6, 30))
    assert client.post(draft.get_absolute_url(), sent | {"once": str(uuid4())}).status_code == 409
    assert client.get(draft.get_absolute_url())["location"] == task.get_absolute_url()
    assert task.get_absolute_url() in client.get(result.get_absolute_url()).text
    assert Task.objects.count() == 1


def test_others_neither_adopt_nor_confirm(cast: Cast, client: Client) -> None:
    result, agreement = solved(cast), make_agreement(cast)
    client.force_login(cast.ha)
    sent = {"commitment": str(agreement.commitments.first().pk), "once": str(uuid4())}
    client.post(f"{result.get_absolute_url()}nhan/", sent)
    draft = result.drafts.first()
    client.force_login(cast.minh)
    assert client.post(f"{result.get_absolute_url()}nhan/", {"once": str(uuid4())}).status_code == 403
    assert client.get(draft.get_absolute_url()).status_code == 403
    assert client.post(draft.get_absolute_url(), {"once": str(uuid4())}).status_code == 403


def test_the_lead_of_the_plan_and_the_indicator_are_filled_in(cast: Cast, client: Client) -> None:
    result = solved(cast)
    client.force_login(cast.ha)
    commitment = make_agreement(cast).commitments.first()
    client.post(f"{result.get_absolute_url()}nhan/", {"commitment": str(commitment.pk), "once": str(uuid4())})
    form = client.get(result.drafts.get(code="NV1").get_absolute_url()).text
    assert f'<option value="{cast.home_affairs.pk}" selected>' in form


def test_the_plan_as_a_workbook(cast: Cast, client: Client) -> None:
    result = solved(cast)
    client.force_login(cast.vinh)
    answer = client.get(f"/bang-diem/ke-hoach/phuong-an/{result.pk}.xlsx")
    assert CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names[0] == "Chung"
