"""Entering and withdrawing a target as an officer does."""

from __future__ import annotations

from uuid import uuid4

from tests.cast import Cast
from tests.web.scoreboard.conftest import ON_TIME

from donghanh.web.scoreboard.models import Target

ADD = f"/chi-so/{ON_TIME}/muc-tieu/"


def _fields(**changes: str) -> dict[str, str]:
    told = {"place": "LG", "period": "2026", "value": "95,5", "source": "Kế hoạch 12/KH-UBND", "once": str(uuid4())}
    return told | changes


def test_a_target_entered_stands_beside_what_was_measured(measured: Cast, client) -> None:
    client.force_login(measured.ha)
    answer = client.post(ADD, _fields())
    assert answer.status_code == 302
    page = client.get(answer.url.partition("#")[0]).text
    # Three of six dossiers of the cast were on time.
    assert "95,5%" in page and "50,0%" in page and "-45,5 điểm %" in page
    assert "Kế hoạch 12/KH-UBND" in page


def test_a_wrong_field_is_named_and_the_others_stay_filled(measured: Cast, client) -> None:
    client.force_login(measured.ha)
    answer = client.post(ADD, _fields(period="tháng năm"))
    assert answer.status_code == 400
    assert "tháng năm" in answer.text and "Kế hoạch 12/KH-UBND" in answer.text
    assert client.post(ADD, _fields(value="950")).status_code == 400
    assert not Target.objects.exists()


def test_a_form_sent_twice_makes_one_target(measured: Cast, client) -> None:
    client.force_login(measured.ha)
    fields = _fields()
    client.post(ADD, fields)
    assert client.post(ADD, fields).status_code == 409
    assert Target.objects.count() == 1


def test_withdrawing_asks_for_a_reason(measured: Cast, client) -> None:
    client.force_login(measured.ha)
    client.post(ADD, _fields())
    address = f"/muc-tieu/{Target.objects.get().pk}/rut/"
    page = client.get(address).text
    assert "Kế hoạch 12/KH-UBND" in page and "năm 2026" in page and "95,5%" in page
    assert client.post(address, {"why": "", "once": str(uuid4())}).status_code == 400
    assert client.post(address, {"why": "Nhập nhầm", "once": str(uuid4())}).status_code == 302
    assert Target.objects.get().withdrawn_why == "Nhập nhầm"


def test_others_see_targets_but_no_form(measured: Cast, client) -> None:
    client.force_login(measured.ha)
    client.post(ADD, _fields())
    client.force_login(measured.minh)
    assert "95,5%" in (page := client.get(f"/chi-so/{ON_TIME}/").text)
    assert ADD not in page
    assert client.get(ADD).status_code == 403
