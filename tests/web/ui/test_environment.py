from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import translation

from donghanh.web.ui.environment import day, environment, moment, number, said


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


def test_a_text_in_two_languages_is_said_in_the_readers_or_in_vietnamese() -> None:
    with translation.override("en"):
        assert said({"vi": "tỉnh", "en": "province"}) == "province"
        assert said({"vi": "tỉnh"}) == "tỉnh"
    assert said(None) == ""


def test_values_are_escaped_and_an_unknown_name_is_an_error() -> None:
    made = environment(autoescape=True)
    assert made.from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"
    assert 'name="once"' in made.from_string("{{ once() }}").render()
