"""Bodies as a picture: each under the one it reports to, with its chair, beside it the departments it works with.

Laid out here in whole pixels; the template only draws. A column for each level of the tree, the last one for the
departments; a row for each body or department that has nothing to its right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from donghanh.web.programme.models import Body

WIDTH, GAP_X, GAP_Y, LINE, PADDING = 232, 40, 14, 17, 9
LETTERS = 29
"""Of a line in a box of that width, at 13 pixels."""
MOST_LINES = 4


@dataclass
class Box:
    """A rectangle with lines of text; ``href`` leads to the body's page, empty for a department."""

    lines: list[str]
    quiet: list[str]
    """Lines under the name: kind and chair."""
    href: str = ""
    is_department: bool = False
    x: int = 0
    y: int = 0
    right: list[Box] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Of the rectangle."""
        return 2 * PADDING + LINE * (len(self.lines) + len(self.quiet))

    @property
    def middle(self) -> int:
        """The height at which lines meet it."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Picture:
    """All boxes and the bent lines between them (``x1, y1, bend, y2, x2``)."""

    width: int
    height: int
    boxes: list[Box]
    lines: list[tuple[int, int, int, int, int]]
    roots: list[Box]
    """The same as a tree, for a narrow screen."""


def draw(bodies: Sequence[Body]) -> Picture:
    """The picture of bodies that carry ``chairs`` and departments (``querysets.with_members``).

    One whose body above is not among them stands at the left, as a root.
    """
    shown = {one.pk: _box(one) for one in bodies}
    roots: list[Box] = []
    for body in bodies:
        box = shown[body.pk]
        above = shown.get(body.parent_id) if body.parent_id is not None else None
        (above.right if above else roots).append(box)
        box.right += [Box(_wrapped(one.name), [], is_department=True) for one in body.departments.all()]
    bottom = GAP_Y
    placed: list[Box] = []
    for root in roots:
        bottom = _place(root, 0, bottom, placed)
    lines = [_bend(one, part) for one in placed for part in one.right]
    width = max((one.x + WIDTH for one in placed), default=0) + GAP_Y
    return Picture(width, bottom, placed, lines, roots)


def _box(body: Body) -> Box:
    under = [str(body.get_kind_display())]
    under += [line for chair in body.chairs for line in _wrapped(chair.name)]
    return Box(_wrapped(body.name), under, body.get_absolute_url())


def _place(box: Box, depth: int, top: int, placed: list[Box]) -> int:
    """Put the box and all to its right below ``top``; gives where the next may begin."""
    box.x = GAP_Y + depth * (WIDTH + GAP_X)
    placed.append(box)
    bottom = top
    for part in box.right:
        bottom = _place(part, depth + 1, bottom, placed)
    if not box.right:
        box.y = top
        return top + box.height + GAP_Y
    # Beside the first of those below, so that whoever sees a part of it on a phone begins with the body above.
    box.y = max(top, box.right[0].middle - box.height // 2)
    return max(bottom, box.y + box.height + GAP_Y)


def _bend(one: Box, part: Box) -> tuple[int, int, int, int, int]:
    start = one.x + WIDTH
    return start, one.middle, start + GAP_X // 2, part.middle, part.x


def _wrapped(words: str) -> list[str]:
    """Lines of at most :data:`LETTERS` letters, at most :data:`MOST_LINES`; what is left over becomes "…"."""
    lines = [""]
    for word in words.split():
        word = word if len(word) <= LETTERS else word[: LETTERS - 1] + "…"
        if len(lines[-1]) + 1 + len(word) <= LETTERS:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: LETTERS - 2] + " …"]
    return [line for line in lines if line]
