from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from donghanh.web.ui.fields import DayField, lines, year_field


@pytest.mark.parametrize("typed", ["24/08/2021", "24/8/2021", "24-8-2021", "24.8.2021", "2021-08-24", " 24/8/2021 "])
def test_a_day_is_typed_day_first(typed) -> None:
    assert DayField().clean(typed) == date(2021, 8, 24)


@pytest.mark.parametrize("typed", ["08/24/2021", "31/02/2021", "hôm nay"])
def test_what_is_no_day_is_refused_naming_it_and_the_way_to_write_it(typed) -> None:
    with pytest.raises(ValidationError) as caught:
        DayField().clean(typed)
    assert typed in caught.value.messages[0]
    assert "31/12/2026" in caught.value.messages[0]


def test_a_day_is_shown_day_first() -> None:
    assert 'value="09/03/2026"' in DayField().widget.render("d", date(2026, 3, 9))


@pytest.mark.parametrize(("typed", "good"), [("2025", True), ("", True), ("25", False), ("20250", False)])
def test_a_year_has_four_digits_of_our_time(typed, good) -> None:
    field = year_field("Năm")
    if good:
        assert field.clean(typed) in (2025, None)
    else:
        with pytest.raises(ValidationError):
            field.clean(typed)


def test_a_text_field_has_as_many_lines_as_asked_for() -> None:
    assert 'rows="3"' in lines(3).render("t", "")
