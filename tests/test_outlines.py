"""Maps show the country whole, on the boundaries of the day asked for."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.warehouse import ROOT, places

from donghanh.outlines import Frame, Outline, Outlines, of_geometry

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return Outlines((ROOT / "packs" / "places",))


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_every_province_of_the_day_is_drawn_under_its_code(outlines: Outlines, on: date) -> None:
    drawn = {one.code for one in outlines.country(on) if one.rings}
    # Hưng Yên kept its code through the merger like many others; the invented province has no outline.
    assert drawn == {one.code for one in places().every(1, on) if not one.simulated}


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_no_map_leaves_out_hoang_sa_and_truong_sa(outlines: Outlines, on: date) -> None:
    seen = {one.name: one.code for one in outlines.country(on) if one.points}
    assert {name: places().at(code, on).name for name, code in seen.items()} == {  # type: ignore[union-attr]
        "Hoàng Sa": "Đà Nẵng",
        "Trường Sa": "Khánh Hòa",
    }


def test_a_merged_province_covers_what_it_was_merged_from(outlines: Outlines) -> None:
    def polygon(one: Outline) -> shapely.Geometry:
        return shapely.union_all([shapely.Polygon(ring).buffer(0) for ring in one.rings])

    old = {one.code: polygon(one) for one in outlines.country(BEFORE) if one.rings}
    new = {one.code: polygon(one) for one in outlines.country(AFTER) if one.rings}
    for code, shape in old.items():
        place = places().at(code, BEFORE)
        assert place is not None
        (successor,) = places().counterparts(place, AFTER)
        assert shape.intersection(new[successor.code]).area > 0.95 * shape.area


def test_the_middle_of_every_commune_of_today_is_known(outlines: Outlines) -> None:
    real = [one.code for one in places().every(3, AFTER) if not one.simulated]
    assert all(outlines.centroid(code) for code in real)
    assert outlines.centroid("LG001") is None


@given(st.lists(st.tuples(st.floats(100, 118), st.floats(6, 24)), min_size=2, max_size=20))
def test_every_point_of_an_outline_lies_within_its_frame(points: list[tuple[float, float]]) -> None:
    outline = Outline("X", "X", points=tuple(points))
    frame = Frame([outline])
    for x, y in outline.moved(frame).points:
        assert 0 <= x <= frame.width
        assert 0 <= y <= frame.height


def test_holes_and_islands_of_a_geometry_are_kept() -> None:
    land = shapely.box(105, 20, 106, 21).difference(shapely.box(105.4, 20.4, 105.6, 20.6))
    outline = of_geometry("LG001", "An Khê Vang", shapely.union_all([land, shapely.box(107, 20, 107.1, 20.1)]))
    assert len(outline.rings) == 3
    assert outline.moved(Frame([outline])).path.count("M") == 3
