from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement
from tests.web.programme.made import make_paper

from donghanh.web.programme.actions.agreements.amend_commitment import amend_commitment
from donghanh.web.programme.actions.agreements.strike_out_commitment import strike_out_commitment
from donghanh.web.programme.models import Agreement, Task
from donghanh.web.programme.promises import facts_of

pytestmark = pytest.mark.django_db


def test_the_page_shows_owners_target_source_and_the_way_to_change_it(client, cast) -> None:
    paper = make_paper(cast)
    commitment = paper.agreement.commitments.get(number=1)
    facts = replace(facts_of(commitment), province_owner=cast.science, target="60/60 xã", due_on=date(2027, 12, 31))
    amend_commitment(commitment, facts, by=cast.ha, paper=paper, once=uuid4())
    client.force_login(cast.ha)
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert cast.science.name in page and "60/60 xã" in page and "31/12/2027" in page
    assert reverse("programme:commitment-amend", args=[commitment.pk, paper.pk]) in page
    client.force_login(cast.tuan)
    page = client.get(reverse("programme:commitment-history", args=[commitment.pk])).content.decode()
    assert "<ins>31/12/2027</ins>" in page and paper.number in page


def test_what_was_struck_out_says_by_what_and_takes_no_task(client, cast) -> None:
    paper = make_paper(cast)
    commitment = paper.agreement.commitments.get(number=1)
    strike_out_commitment(commitment, by=cast.ha, paper=paper, once=uuid4())
    client.force_login(cast.ha)
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert paper.get_absolute_url() in page and 'name="product"' not in page


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
