from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement, make_task
from tests.web.programme.meetings import make_meeting

from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def test_a_conclusion_becomes_a_task_whose_form_is_filled_from_it(client, cast) -> None:
    one = make_meeting(cast, "concluded").conclusions.get()
    commitment = Agreement.objects.get().commitments.get(number=3)
    client.force_login(cast.ha)
    address = reverse("programme:conclusion-follow", args=[one.pk])
    page = client.get(address, {"commitment": commitment.pk}).content.decode()
    assert f'value="{one.text}"' in page and f'value="{cast.home_affairs.pk}" selected' in page
    sent = {"title": one.text, "product": "Báo cáo", "lead": cast.home_affairs.pk, "due_on": "30/06/2028"}
    client.post(address, sent | {"commitment": commitment.pk, "once": uuid4()})
    task = one.tasks.get()
    assert (task.commitment, task.lead) == (commitment, cast.home_affairs)
    assert one.text in client.get(task.get_absolute_url()).content.decode()


def test_a_task_that_exists_is_tied_to_it_one_of_another_agreement_is_not(client, cast) -> None:
    one, task = make_meeting(cast, "held").conclusions.get(), make_task(cast)
    other = make_agreement(cast, title="Thỏa thuận khác")
    strange = make_task(cast, other.commitments.get(number=1))
    client.force_login(cast.ha)
    address = reverse("programme:conclusion-link", args=[one.pk])
    assert client.post(address, {"task": task.pk, "once": uuid4()}).status_code == 302
    assert client.post(address, {"task": strange.pk, "once": uuid4()}).status_code == 404
    assert list(one.tasks.all()) == [task]


def test_settling_without_a_task_asks_for_the_reason(client, cast) -> None:
    one = make_meeting(cast, "concluded").conclusions.get()
    client.force_login(cast.ha)
    address = reverse("programme:conclusion-settle", args=[one.pk])
    assert client.post(address, {"reason": " ", "once": uuid4()}).status_code == 400
    assert client.post(address, {"reason": "Chỉ là chủ trương", "once": uuid4()}).status_code == 302
