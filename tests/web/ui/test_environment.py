from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from django.test import Client
from django.utils import translation
from django.views.defaults import server_error

from donghanh.web.ui.environment import cell, day, environment, moment, number, said


def test_dates_are_written_day_first_in_vietnamese_time() -> None:
    assert day(date(2026, 3, 9)) == "09/03/2026"
    assert moment(datetime(2026, 3, 8, 18, 30, tzinfo=UTC)) == "09/03/2026 01:30"
    assert day(None) == moment(None) == "–"


def test_numbers_follow_the_language_of_the_reader() -> None:
    with translation.override("vi"):
        assert number(Decimal("12345.65"), 1) == "12.345,6"
        assert number(20000) == "20.000"
    with translation.override("en"):
        assert number(12345.6, 1) == "12,345.6"
    assert number(None) == "–"


def test_a_value_of_a_dataset_is_written_as_people_write_it() -> None:
    with translation.override("vi"):
        assert cell(Decimal("1234.500000")) == "1.234,5" and cell(0.25) == "0,25"
        assert cell(2026) == "2026", "a year is not a number of things"
        assert (
            cell(date(2026, 3, 9)) == "09/03/2026"
            and cell(datetime.fromisoformat("2026-03-09T07:05")) == "09/03/2026 07:05"
        )
        assert cell({"vi": "Trực tuyến", "en": "Online"}) == "Trực tuyến"
    assert cell(None) == "–" and cell(b"abc") == "3 byte" and len(cell("a" * 900)) == 500


def test_an_address_that_leads_nowhere_says_so_on_a_page_of_ours(client, db) -> None:
    answer = client.get("/cong-khai/khong-co/")
    assert answer.status_code == 404 and 'id="main"' in answer.text and "Đồng Hành" in answer.text


def test_a_breakdown_is_told_on_a_page_that_needs_nothing(rf) -> None:
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500 and "Đồng Hành" in answer.content.decode()


def test_a_form_of_a_stranger_is_refused_on_a_page_of_ours(db) -> None:
    answer = Client(enforce_csrf_checks=True).post("/tai-khoan/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403 and 'id="main"' in answer.text


def test_a_text_in_two_languages_is_said_in_the_readers_or_in_vietnamese() -> None:
    with translation.override("en"):
        assert said({"vi": "tỉnh", "en": "province"}) == "province"
        assert said({"vi": "tỉnh"}) == "tỉnh"
    assert said(None) == ""


def test_values_are_escaped_and_an_unknown_name_is_an_error() -> None:
    made = environment(autoescape=True)
    assert made.from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"
    assert 'name="once"' in made.from_string("{{ once() }}").render()
