from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.programme.body_picture import GAP_X, LETTERS, WIDTH, Picture, draw


def _body(pk: int, parent: int | None, name: str, departments: int) -> SimpleNamespace:
    offices = [SimpleNamespace(name=f"Sở số {number}") for number in range(departments)]
    return SimpleNamespace(
        pk=pk,
        parent_id=parent,
        name=name,
        chairs=[SimpleNamespace(name="Bà Mẫu")] if pk % 2 else [],
        departments=SimpleNamespace(all=lambda: offices),
        get_kind_display=lambda: "phân ban",
        get_absolute_url=lambda: f"/to-chuc/{pk}/",
    )


@st.composite
def forests(draw_from: st.DrawFn) -> list[SimpleNamespace]:
    bodies = []
    for pk in range(draw_from(st.integers(0, 14))):
        parent = draw_from(st.one_of(st.none(), st.integers(0, pk - 1))) if pk else None
        name = draw_from(st.text("Ban điều hành ", min_size=1, max_size=200))
        bodies.append(_body(pk, parent, name, draw_from(st.integers(0, 3))))
    return bodies


@given(forests())
def test_every_body_and_department_is_drawn_once_and_no_two_boxes_touch(bodies) -> None:
    picture: Picture = draw(bodies)
    assert len(picture.boxes) == len(bodies) + sum(len(one.departments.all()) for one in bodies)
    assert sorted(one.href for one in picture.boxes if one.href) == sorted(one.get_absolute_url() for one in bodies)
    for number, one in enumerate(picture.boxes):
        assert one.x > 0 and one.x + WIDTH < picture.width and one.y > 0 and one.y + one.height < picture.height
        for other in picture.boxes[number + 1 :]:
            beside = one.x + WIDTH <= other.x or other.x + WIDTH <= one.x
            assert beside or one.y + one.height < other.y or other.y + other.height < one.y
        assert all(len(line) <= LETTERS for line in one.lines)


@given(forests())
def test_a_line_leads_from_every_body_to_each_below_it(bodies) -> None:
    picture = draw(bodies)
    below = sum(one.parent_id is not None for one in bodies) + sum(len(one.departments.all()) for one in bodies)
    assert len(picture.lines) == below
    assert all(x2 - x1 == GAP_X for x1, _y1, _bend, _y2, x2 in picture.lines)


def test_a_body_whose_body_above_is_not_shown_stands_at_the_left() -> None:
    assert [one.x for one in draw([_body(2, 1, "Phân ban", 0)]).boxes] == [draw([_body(1, None, "Ban", 0)]).boxes[0].x]
