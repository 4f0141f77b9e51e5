from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.models import Round


def _fields(filling: Filling, **changes: object) -> dict[str, object]:
    names = ("opens_on", "self_scoring_until", "appraisal_until", "explanation_until")
    told = {name: f"{getattr(filling.round, name):%d/%m/%Y}" for name in names}
    return told | {"reason": "Bão số 12", "once": str(uuid4())} | changes


def test_an_extension_is_shown_on_the_page_of_the_round_with_its_reason(client, filling: Filling) -> None:
    client.force_login(filling.cast.ha)
    page = filling.round.get_absolute_url()
    address = page + "thoi-han/"
    assert address in client.get(page).text and client.get(address).status_code == 200
    later = timezone.localdate() + timedelta(days=12)
    answer = client.post(address, _fields(filling, self_scoring_until=f"{later:%d/%m/%Y}"))
    assert (answer.status_code, answer.url) == (302, page)
    assert Round.objects.get().self_scoring_until == later
    client.force_login(filling.an)
    shown = client.get(page).text
    assert "Bão số 12" in shown and f"{filling.round.self_scoring_until:%d/%m/%Y}" in shown and address not in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "giữ nguyên"),
        ({"self_scoring_until": "01/01/2020"}, "01/01/2020"),
        ({"appraisal_until": "mai"}, "“mai”"),
        ({"reason": ""}, "field-wrong"),
    ],
)
def test_a_wrong_field_is_said_and_what_was_typed_stays(
    client, filling: Filling, changes: dict[str, str], said: str
) -> None:
    client.force_login(filling.cast.ha)
    answer = client.post(filling.round.get_absolute_url() + "thoi-han/", _fields(filling, **changes))
    assert answer.status_code == 400 and said in answer.text


def test_the_opening_day_typed_for_a_running_round_is_not_read(client, filling: Filling) -> None:
    client.force_login(filling.cast.ha)
    later = timezone.localdate() + timedelta(days=12)
    changes = {"opens_on": "01/01/2020", "self_scoring_until": f"{later:%d/%m/%Y}"}
    assert client.post(filling.round.get_absolute_url() + "thoi-han/", _fields(filling, **changes)).status_code == 302
    assert Round.objects.get().opens_on == filling.round.opens_on


def test_a_day_somebody_changed_since_the_page_was_opened_is_not_set_back(client, filling: Filling) -> None:
    client.force_login(filling.cast.ha)
    address = filling.round.get_absolute_url() + "thoi-han/"
    page = client.get(address).text
    shown = dict(re.findall(r'name="(initial-\w+)" value="([^"]*)"', page))
    assert len(shown) == 4
    today = timezone.localdate()
    first = {"self_scoring_until": f"{today + timedelta(days=12):%d/%m/%Y}"}
    second = {"appraisal_until": f"{today + timedelta(days=25):%d/%m/%Y}"}
    for changes in (first, second):
        assert client.post(address, _fields(filling, **shown, **changes)).status_code == 302
    round = Round.objects.get()
    assert [(day - today).days for day in (round.self_scoring_until, round.appraisal_until)] == [12, 25]


@pytest.mark.parametrize("who", ["minh", "yen", "vinh", "tuan"])
def test_others_have_no_such_page(client, filling: Filling, who: str) -> None:
    client.force_login(getattr(filling.cast, who))
    address = filling.round.get_absolute_url() + "thoi-han/"
    assert client.get(address).status_code == client.post(address, _fields(filling)).status_code == 403
