from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement

from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def test_the_draft_of_the_next_agreement_takes_over_what_was_ticked(client, cast) -> None:
    client.force_login(cast.ha)
    agreement = make_agreement(cast)
    one = agreement.commitments.get(number=2)
    sent = {"title": "Giai đoạn 2031–2035", "start_year": "2031", "carried": [one.pk], "once": uuid4()}
    answer = client.post(reverse("programme:agreement-successor", args=[agreement.code]), sent)
    successor = Agreement.objects.get(predecessor=agreement)
    assert answer["Location"] == successor.get_absolute_url()
    assert agreement.title in client.get(successor.get_absolute_url()).content.decode()
    assert successor.title in client.get(agreement.get_absolute_url()).content.decode()
    new = successor.commitments.get()
    assert one.get_absolute_url() in client.get(new.get_absolute_url()).content.decode()
    assert new.get_absolute_url() in client.get(one.get_absolute_url()).content.decode()


def test_a_registered_agreement_is_linked_or_the_reason_said(client, cast) -> None:
    client.force_login(cast.ha)
    agreement, other = make_agreement(cast), make_agreement(cast)
    address = reverse("programme:agreement-link", args=[agreement.code])
    assert client.post(address, {"successor": other.pk, "once": uuid4()})["Location"] == agreement.get_absolute_url()
    back = reverse("programme:agreement-link", args=[other.code])
    answer = client.post(back, {"successor": agreement.pk, "once": uuid4()})
    assert answer.status_code == 400 and 'role="alert"' in answer.content.decode()
