from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement
from tests.web.programme.made import make_paper

from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast, client) -> Agreement:
    client.force_login(cast.ha)
    return make_agreement(cast, state=Agreement.State.DRAFT)


def test_the_second_of_two_editors_of_a_commitment_keeps_what_was_typed(client, draft) -> None:
    commitment = draft.commitments.get(number=1)
    address = reverse("programme:commitment-edit", args=[commitment.pk])
    sent = {"text": commitment.text, "status": "agreed", "version": "1"}
    client.post(address, sent | {"product": "Kho A", "once": uuid4()})
    answer = client.post(address, sent | {"product": "Kho của tôi", "once": uuid4()})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Kho A" in page and 'value="Kho của tôi"' in page
    assert 'name="version" value="2"' in page
    client.post(address, sent | {"product": "Kho của tôi", "version": "2", "once": uuid4()})
    commitment.refresh_from_db()
    assert commitment.product == "Kho của tôi"


def test_the_second_of_two_editors_of_the_facts_is_told(client, draft) -> None:
    address = reverse("programme:agreement-edit", args=[draft.code])
    sent = {"instrument": "mou", "version": "1"}
    client.post(address, sent | {"title": "Tên A", "once": uuid4()})
    answer = client.post(address, sent | {"title": "Tên B", "once": uuid4()})
    assert answer.status_code == 409 and "Tên A" in answer.content.decode() and "Tên B" in answer.content.decode()


def test_a_commitment_is_filled_in_from_the_check_and_leads_back_to_it(client, draft) -> None:
    commitment = draft.commitments.get(number=1)
    check = reverse("programme:agreement-quality", args=[draft.code])
    assert (
        f"{reverse('programme:commitment-edit', args=[commitment.pk])}?ra-soat=1" in client.get(check).content.decode()
    )
    sent = {"text": commitment.text, "status": "agreed", "version": "1", "due_on": "31/12/2027", "once": uuid4()}
    answer = client.post(reverse("programme:commitment-edit", args=[commitment.pk]) + "?ra-soat=1", sent)
    assert answer["Location"] == check


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"due_on": "31/02/2027"}, {"status": "maybe"}, {"partner_owner": "9999"}]
)
def test_a_wrong_field_is_said_and_nothing_is_added(client, draft, wrong) -> None:
    sent = {"text": "Cam kết", "status": "agreed", "once": uuid4()} | wrong
    answer = client.post(reverse("programme:commitment-add", args=[draft.code]), sent)
    assert answer.status_code == 200 and 'class="wrong"' in answer.content.decode()
    assert draft.commitments.count() == 3


def test_words_read_in_a_paper_are_offered_in_its_form(client, cast) -> None:
    client.force_login(cast.ha)
    paper = make_paper(cast)
    address = reverse("programme:commitment-add", args=[paper.agreement.code])
    page = client.get(address, {"van-kien": paper.pk, "loi-van": "Tập huấn kỹ năng số"}).content.decode()
    assert "Tập huấn kỹ năng số" in page and paper.number in page


def test_a_commitment_is_taken_out_of_a_draft(client, draft) -> None:
    address = reverse("programme:commitment-remove", args=[draft.commitments.get(number=2).pk])
    assert client.post(address, {"once": uuid4()})["Location"] == draft.get_absolute_url()
    assert draft.commitments.count() == 2
