"""Judging and explaining on the pages of an item."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.models import Answer, Appraisal, Explanation


def _verdict(answer: Answer, **changes: str) -> dict[str, str]:
    return {"verdict": "recognised", "reason": "", "seen": str(answer.version), "once": str(uuid4())} | changes


EMPTY_PAPERS = {"evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0"}


def test_the_verifier_adjusts_with_the_value_found_and_the_points_follow(client, filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    client.force_login(filling.cast.ha)
    page = client.get(answer.get_absolute_url()).text
    assert 'id="tham-dinh"' in page and 'id="nhap"' not in page
    sent = _verdict(answer, verdict="adjusted", reason="Hai thông báo", **{"found-value": "2"})
    assert client.post(answer.get_absolute_url() + "tham-dinh/", sent).status_code == 302
    page = client.get(answer.get_absolute_url()).text
    assert "+3" in page and "Hai thông báo" in page
    assert Appraisal.objects.get().inputs == {"value": "2"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": "adjusted", "reason": "x", "found-value": "hai"}, "cần một số"),
        ({"verdict": "adjusted", "found-value": "2"}, "ghi rõ lý do"),
        ({"verdict": "returned"}, "ghi rõ lý do"),
        ({"verdict": ""}, "tham-dinh"),
    ],
)
def test_a_verdict_that_lacks_something_is_shown_again(
    client, filling: Filling, changes: dict[str, str], said: str
) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    client.force_login(filling.cast.ha)
    refused = client.post(answer.get_absolute_url() + "tham-dinh/", _verdict(answer, **changes))
    assert refused.status_code == 400 and said in refused.text
    assert not Appraisal.objects.exists()


def test_a_verdict_on_a_value_that_changed_meanwhile_is_not_kept(client, filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    client.force_login(filling.cast.ha)
    changed = client.post(answer.get_absolute_url() + "tham-dinh/", _verdict(answer, seen="7"))
    assert changed.status_code == 409 and not Appraisal.objects.exists()


def test_what_is_returned_is_explained_by_the_subject(client, filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    filling.judge(answer, "returned", reason="Nêu ngày họp")
    client.force_login(filling.an)
    assert answer.get_absolute_url() in client.get("/").text
    page = client.get(answer.get_absolute_url()).text
    assert 'id="giai-trinh"' in page and "Nêu ngày họp" in page
    address = answer.get_absolute_url() + "giai-trinh/"
    assert client.post(address, EMPTY_PAPERS | {"text": "", "once": str(uuid4())}).status_code == 400
    more = client.post(address, EMPTY_PAPERS | {"text": "Ngày 30/3", "add_evidence": "1"})
    assert more.status_code == 200 and "evidence-1-number" in more.text and "Ngày 30/3" in more.text
    assert client.post(address, EMPTY_PAPERS | {"text": "Ngày 30/3", "once": str(uuid4())}).status_code == 302
    assert Explanation.objects.get().text == "Ngày 30/3"
    client.force_login(filling.cast.ha)
    assert "Ngày 30/3" in client.get(answer.get_absolute_url()).text


@pytest.mark.parametrize("who", ["an", "minh", "yen", "vinh"])
def test_others_see_no_form_and_are_refused(client, filling: Filling, who: str) -> None:
    answer = filling.submitted()
    client.force_login(getattr(filling, who, None) or getattr(filling.cast, who))
    assert 'id="tham-dinh"' not in client.get(answer.get_absolute_url()).text
    assert client.post(answer.get_absolute_url() + "tham-dinh/", _verdict(answer)).status_code == 403


def test_an_item_nobody_answered_is_neither_judged_nor_explained(client, filling: Filling) -> None:
    address = filling.round.get_absolute_url() + "LG001/plan_issued/"
    client.force_login(filling.cast.ha)
    assert client.post(address + "tham-dinh/", {"verdict": "recognised", "seen": "1"}).status_code == 404
    client.force_login(filling.an)
    assert client.post(address + "giai-trinh/", {"text": "x"}).status_code == 404
