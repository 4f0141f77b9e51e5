"""A map shades every place by its value, and its legend accounts for each."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from donghanh.outlines import Outline
from donghanh.web.ui.maps import class_breaks, picture, tone_of

VALUES = st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=4), st.integers(0, 50), min_size=1)


@given(VALUES)
def test_a_larger_value_is_never_lighter(values: dict[str, int]) -> None:
    breaks = class_breaks(values.values())
    tones = [tone_of(value, breaks) for value in sorted(values.values())]
    assert tones == sorted(tones)


@given(VALUES)
def test_the_legend_counts_every_place_once(values: dict[str, int]) -> None:
    shapes = [Outline(code, code, points=((105.0 + n, 20.0),)) for n, code in enumerate(values)]
    drawn = picture(shapes, values, write=str, href=lambda code: f"#{code}")
    assert drawn is not None
    assert sum(shade.places for shade in drawn.legend) == len(values)
    assert {area.tone for area in drawn.areas} == {shade.tone for shade in drawn.legend}


def test_a_place_without_a_value_is_named_and_leads_nowhere() -> None:
    shapes = [Outline("A", "An Khê", points=((105, 20),)), Outline("B", "Bến Lam", points=((106, 20),))]
    drawn = picture(shapes, {"A": Decimal("1.5")}, write=lambda value: f"{value}%", href=lambda code: f"?xa={code}")
    assert drawn is not None
    assert [(area.words, area.tone is None, area.href) for area in drawn.areas] == [
        ("An Khê: 1.5%", False, "?xa=A"),
        ("Bến Lam", True, ""),
    ]


def test_nothing_to_draw_is_no_map() -> None:
    assert picture([], {}, write=str, href=str) is None
