"""The file of a subject and the form of an item, as officers use them, without JavaScript."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast, make_claim
from tests.web.scoreboard.filling import PAPER, Filling, start, surveyed

from donghanh.web.programme.models import Evidence
from donghanh.web.scoreboard.models import Answer


def _address(filling: Filling, item: str = "committee_meetings", subject: str = "LG001") -> str:
    return filling.round.get_absolute_url() + f"{subject}/{item}/"


def _fields(**changes: object) -> dict[str, object]:
    told = {"in-value": "3", "seen": "0", "note": "", "evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0"}
    return told | {"once": str(uuid4())} | changes


PAPER_FIELDS = {
    "evidence-0-number": "31/TB-UBND",
    "evidence-0-issued_on": "30/03/2026",
    "evidence-0-issuer": "UBND xã 1",
    "evidence-0-abstract": "Kết luận phiên họp",
}


def test_every_item_has_a_page_that_says_what_is_asked(client, filling: Filling) -> None:
    client.force_login(filling.an)
    for item in filling.round.definition.scored:
        page = client.get(_address(filling, item.code))
        assert page.status_code == 200 and item.name["vi"] in page.text
    page = client.get(_address(filling)).text
    assert "từ 4: 6 điểm" in page and "Thông báo kết luận từng phiên" in page
    assert "Số phiên họp" in page and "Sở Khoa học và Công nghệ Lam Giang" in page


def test_a_saved_value_shows_its_points_at_once(client, filling: Filling) -> None:
    client.force_login(filling.an)
    answer = client.post(_address(filling), _fields(**PAPER_FIELDS))
    assert (answer.status_code, answer.url) == (302, _address(filling))
    page = client.get(answer.url).text
    assert "4,5" in page and "31/TB-UBND" in page and "Kết luận phiên họp" in page
    assert Answer.objects.get().inputs == {"value": "3"}
    assert "4,5" in client.get(filling.round.get_absolute_url() + "LG001/").text


def test_a_wrong_value_is_said_at_its_field_and_everything_typed_stays(client, filling: Filling) -> None:
    client.force_login(filling.an)
    answer = client.post(_address(filling), _fields(**PAPER_FIELDS, **{"in-value": "nhiều", "note": "xem kèm"}))
    assert answer.status_code == 200 and not Answer.objects.exists()
    for typed in ("“nhiều”", "cần một số", "31/TB-UBND", "xem kèm"):
        assert typed in answer.text
    assert client.post(_address(filling), _fields(**{"in-value": ""})).status_code == 400


def test_the_second_of_two_is_told_what_changed_and_loses_nothing(client, filling: Filling) -> None:
    filling.state(inputs={"value": "2"}, note="theo sổ họp")
    client.force_login(filling.an)
    answer = client.post(_address(filling), _fields(**{"in-value": "4", "note": "bốn phiên"}))
    assert answer.status_code == 409
    assert 'value="4"' in answer.text and "bốn phiên" in answer.text and "theo sổ họp" in answer.text
    assert 'name="seen" value="1"' in answer.text
    assert client.post(_address(filling), _fields(**{"in-value": "4", "seen": "1"})).status_code == 302
    assert Answer.objects.get().inputs == {"value": "4"}


def test_rows_for_papers_are_added_and_papers_found_without_saving(client, filling: Filling) -> None:
    make_claim(filling.cast)
    client.force_login(filling.an)
    more = client.post(_address(filling), _fields(add_evidence="1")).text
    assert "evidence-1-number" in more and 'value="3"' in more
    found = client.post(_address(filling), _fields(**{"find": "1", "paper-find": "bien ban ban giao"})).text
    assert "45/BB-BG" in found and not Answer.objects.exists()
    key = f"e{Evidence.objects.get().pk}"
    chosen = {"paper-find": "bien ban ban giao", "paper-paper": key, "paper-section": "trang 2"}
    assert client.post(_address(filling), _fields(**chosen)).status_code == 302
    paper = Answer.objects.get().papers.get()
    assert (paper.number, paper.section) == ("45/BB-BG", "trang 2")
    assert client.post(_address(filling), _fields(seen="1", **{"paper-drop": str(paper.pk)})).status_code == 302
    assert not Answer.objects.get().papers.filter(removed_at=None)


def test_a_file_is_kept_and_downloaded_by_those_who_see_the_file_only(client, filling: Filling) -> None:
    client.force_login(filling.an)
    sent = SimpleUploadedFile("bien ban.pdf", b"%PDF-1.7 ...")
    client.post(_address(filling), _fields(**PAPER_FIELDS, **{"evidence-0-file": sent}))
    address = f"/bang-diem/dot/minh-chung/{Answer.objects.get().papers.get().pk}/tep/"
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 ..." and "attachment" in answer["Content-Disposition"]
    client.force_login(filling.binh)
    assert client.get(address).status_code == 403
    client.force_login(filling.an)
    plain = filling.state("plan_issued", papers=[PAPER]).papers.get()
    assert client.get(f"/bang-diem/dot/minh-chung/{plain.pk}/tep/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status", "fills"),
    [
        ("an", 200, True),
        ("binh", 403, False),
        ("ha", 200, False),
        ("minh", 200, False),
        ("vinh", 200, False),
        ("tuan", 403, False),
    ],
)
def test_who_reads_and_who_fills_in(client, filling: Filling, who: str, status: int, fills: bool) -> None:
    client.force_login(getattr(filling, who, None) or getattr(filling.cast, who))
    page = client.get(_address(filling))
    assert page.status_code == status
    assert ('id="nhap"' in page.text) is fills
    assert client.post(_address(filling), _fields()).status_code == (302 if fills else 403)


def test_a_measured_item_has_no_field_for_its_value_and_links_to_its_figure(measured: Cast, client) -> None:
    filling = start(measured)
    filling.round.period = "2026-03"
    filling.round.save()
    client.force_login(filling.an)
    page = client.get(_address(filling, "on_time")).text
    assert "/nguon/indicator/services.on_time_share/LG001/2026-03@" in page and "in-numerator" not in page
    kept = client.post(_address(filling, "on_time"), _fields(**{"in-value": "", "note": "Thiếu hồ sơ tháng 2"}))
    assert kept.status_code == 302 and Answer.objects.get().note == "Thiếu hồ sơ tháng 2"


def test_survey_values_have_a_form_for_the_lead_alone(cast: Cast, client) -> None:
    filling = start(cast, surveyed())
    client.force_login(filling.an)
    assert 'id="nhap"' not in client.get(_address(filling, "satisfied")).text
    client.force_login(cast.ha)
    assert 'id="nhap"' in client.get(_address(filling, "satisfied")).text
    assert client.post(_address(filling, "satisfied"), _fields(**{"in-value": "4"})).status_code == 302


def test_the_file_is_submitted_from_its_page_or_says_what_is_lacking(client, filling: Filling) -> None:
    client.force_login(filling.an)
    file = filling.round.get_absolute_url() + "LG001/"
    assert file + "nop/" in client.get(file).text
    refused = client.post(file + "nop/", {"once": str(uuid4())})
    assert refused.status_code == 400 and "11 chỉ số chưa đủ số liệu" in refused.text
    filling.fill()
    assert client.post(file + "nop/", {"once": str(uuid4())}).status_code == 302
    assert file + "nop/" not in client.get(file).text


@pytest.mark.parametrize("path", ["LG009/", "LG001/no_such/", "LG009/plan_issued/"])
def test_what_does_not_exist_is_a_page_not_found(client, filling: Filling, path: str) -> None:
    client.force_login(filling.cast.ha)
    assert client.get(filling.round.get_absolute_url() + path).status_code == 404


def test_a_form_sent_twice_is_stored_once(client, filling: Filling) -> None:
    client.force_login(filling.an)
    fields = _fields()
    assert client.post(_address(filling), fields).status_code == 302
    assert client.post(_address(filling), fields | {"seen": "1"}).status_code == 409
    assert Answer.objects.get().version == 1
