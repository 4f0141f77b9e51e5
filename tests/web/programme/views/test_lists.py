from __future__ import annotations

import io
import unicodedata
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook
from tests.cast import make_claim, make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.models import Party, SavedView, Task
from donghanh.web.ui import sheets

pytestmark = pytest.mark.django_db


def _list(client, **wanted: str) -> str:
    return client.get(reverse("programme:task-list"), wanted).content.decode()


@pytest.mark.parametrize(
    "words", ["khao sat", "KHẢO SÁT", "Sao Lam khảo", unicodedata.normalize("NFD", "khảo sát"), "1.1"]
)
def test_tasks_are_found_with_or_without_diacritics_in_either_unicode_form(client, cast, words) -> None:
    make_task(cast)
    make_task(cast, title="Đào tạo cán bộ", product="Danh sách học viên")
    client.force_login(cast.ha)
    page = _list(client, q=words)
    assert "Khảo sát" in page and "Đào tạo" not in page


@pytest.mark.parametrize("words", ["thoả thuận", "thỏa thuận", "thoa thuan", "dao"])
def test_either_placing_of_the_tone_finds_the_same(client, cast, words) -> None:
    make_task(cast, title="Rà soát thoả thuận, lập danh mục đào tạo")
    client.force_login(cast.ha)
    assert "Rà soát" in _list(client, q=words)


def test_the_filters_narrow_the_list(client, cast) -> None:
    make_claim(cast, make_task(cast, title="Việc đã báo"))
    make_task(cast, title="Việc của Nội vụ", lead=cast.home_affairs, due_on=date(2026, 1, 31))
    client.force_login(cast.minh)
    assert "Việc đã báo" in _list(client, show="waiting") and "Việc của Nội vụ" not in _list(client, show="waiting")
    assert "Việc của Nội vụ" in _list(client, show="overdue") and "Việc đã báo" not in _list(client, show="overdue")
    assert "Việc của Nội vụ" in _list(client, show="mine") and "Việc đã báo" not in _list(client, show="mine")
    assert "Việc đã báo" in _list(client, state="claimed", agreement="lam-giang-sao-lam-2025")
    assert "Việc đã báo" not in _list(client, agreement="khac")
    assert "Việc đã báo" in _list(client, show="nonsense", state="nonsense", trang="x")


def test_the_number_of_queries_does_not_grow_with_the_rows(client, cast, django_assert_max_num_queries) -> None:
    for _ in range(12):
        make_task(cast)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(12):
        _list(client)


def test_a_task_is_found_by_how_it_stands_its_light_lead_officer_project_and_dates(client, cast) -> None:
    today = timezone.localdate()
    late = make_task(cast, title="Việc trễ", due_on=today - timedelta(days=3))
    part = make_task(cast, title="Việc thành phần", lead=cast.home_affairs, due_on=date(2029, 5, 1))
    Task.objects.filter(pk=part.pk).update(project=late, officer=cast.minh)
    client.force_login(cast.minh)
    only_part = (
        {"unit": "home-affairs"},
        {"due_from": "01/05/2029", "due_to": "01/05/2029"},
        {"officer": cast.minh.pk},
        {"show": "me"},
        {"state": "not_started"},
        {"light": "grey"},
    )
    for wanted in only_part:
        page = _list(client, **wanted)
        assert "Việc thành phần" in page and "Việc trễ" not in page, wanted
    for wanted in ({"state": "overdue"}, {"light": "red"}, {"due_to": f"{today:%d/%m/%Y}"}):
        page = _list(client, **wanted)
        assert "Việc trễ" in page and "Việc thành phần" not in page, wanted
    for wanted in ({"project": late.pk}, {"show": "open"}):
        both = _list(client, **wanted)
        assert "Việc trễ" in both and "Việc thành phần" in both
    Task.objects.update(state=Task.State.VERIFIED)
    for wanted in ({"show": "open"}, {"project": 0}):
        assert "Việc trễ" not in _list(client, **wanted), wanted


def test_a_partner_finds_nothing_of_other_agreements(client, cast) -> None:
    make_task(cast)
    client.force_login(cast.tam)
    for wanted in ({}, {"unit": "sao-lam"}, {"agreement": "lam-giang-sao-lam-2025"}, {"q": "khao"}):
        assert "Khảo sát" not in _list(client, **wanted)


def _sheet(response) -> list[list[object]]:
    assert response["Content-Disposition"].startswith("attachment")
    return load_workbook(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


def test_the_workbook_holds_the_filtered_tasks_with_dates_as_dates_and_text_as_text(client, cast) -> None:
    make_task(cast, title="=1+1", co_organisations=[cast.finance], due_on=date(2029, 5, 1))
    make_task(cast, title="Việc khác", lead=cast.home_affairs)
    client.force_login(cast.ha)
    rows = _sheet(client.get(reverse("programme:task-export"), {"unit": "sao-lam"}))
    assert len(rows) == 4 and rows[3][1] == "=1+1"
    assert date(2029, 5, 1) in rows[3] and "Sở Tài chính" in rows[3]


def test_a_list_too_long_for_a_workbook_is_refused_with_the_remedy(client, cast, monkeypatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    make_task(cast)
    make_task(cast)
    client.force_login(cast.ha)
    response = client.get(reverse("programme:task-export"))
    assert response.status_code == 400 and "lọc" in response.content.decode()


def test_requests_are_found_by_what_is_to_be_done_with_them(client, cast) -> None:
    ours = make_request(cast, title="Đề nghị bố trí chỗ đặt trạm")
    make_request(cast, by=cast.minh, title="Đề nghị cung cấp dữ liệu", addressed_to=cast.sao_lam, kind="data")
    client.force_login(cast.tuan)
    address = reverse("programme:request-list")
    for wanted, found, other in (
        ({"q": "cho dat tram"}, "chỗ đặt trạm", "cung cấp"),
        ({"show": "to-answer"}, "cung cấp", "chỗ đặt trạm"),
        ({"show": "ours"}, "chỗ đặt trạm", "cung cấp"),
        ({"kind": "data"}, "cung cấp", "chỗ đặt trạm"),
        ({"show": "to-us", "state": "open"}, "cung cấp", "chỗ đặt trạm"),
    ):
        page = client.get(address, wanted).content.decode()
        assert found in page and other not in page, wanted
    for empty in ({"show": "overdue"}, {"show": "to-follow"}, {"agreement": "khac"}):
        assert "Đề nghị" not in client.get(address, empty).content.decode()
    rows = _sheet(client.get(reverse("programme:request-export"), {"show": "ours"}))
    assert rows[3][1] == ours.title and ours.due_on in rows[3]
    client.force_login(cast.tam)
    assert "Đề nghị" not in client.get(address).content.decode()


def test_the_queries_of_the_request_list_do_not_grow_with_the_rows(client, cast, django_assert_max_num_queries) -> None:
    for _ in range(12):
        make_request(cast)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(7):
        client.get(reverse("programme:request-list"))


def test_a_kept_filter_leads_back_to_the_same_list(client, cast) -> None:
    make_task(cast)
    client.force_login(cast.ha)
    sent = {"page": "tasks", "name": "Của tôi", "query": "show=mine&q=", "once": uuid4()}
    response = client.post(reverse("programme:view-save"), sent)
    assert response["Location"] == reverse("programme:task-list") + "?show=mine"
    assert "Của tôi" in client.get(response["Location"]).content.decode()
    view = SavedView.objects.get()
    client.post(reverse("programme:view-delete", args=[view.pk]), {"once": uuid4()})
    assert not SavedView.objects.exists()


def test_the_standing_office_alone_is_led_to_the_import_of_a_task_table(client, cast) -> None:
    agreement = make_task(cast).commitment.agreement
    address = reverse("programme:task-import")
    for who, is_led in (("ha", True), ("minh", False), ("tuan", False), ("vinh", False)):
        client.force_login(getattr(cast, who))
        for page in (reverse("programme:task-list"), agreement.get_absolute_url()):
            assert (address in client.get(page).content.decode()) is is_led


def test_no_page_is_linked_that_a_partner_may_not_read(client, cast) -> None:
    agreement = make_task(cast).commitment.agreement  # led by Sao Lam
    Party.objects.create(agreement=agreement, organisation=cast.ben_giang, side=Party.Side.PARTNER)
    address = reverse("programme:unit", args=[cast.sao_lam.code])
    for who, is_led in (("tam", False), ("tuan", True), ("vinh", True)):
        client.force_login(getattr(cast, who))
        page = client.get(reverse("programme:task-list")).content.decode()
        assert "Sao Lam" in page and (address in page) is is_led
