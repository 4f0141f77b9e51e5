from __future__ import annotations

import math

from django.utils import translation

from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.shown import outline, points, waiting


def test_points_are_written_as_people_write_them_and_unknown_ones_as_a_dash() -> None:
    with translation.override("vi"):
        assert [points(12.345), points(7.0), points(math.nan), points(None)] == ["12,35", "7", "–", "–"]
        assert points(0.8, edition_of("dti", "922")) == "0,8000"


def test_the_outline_names_every_part_once_and_counts_the_rows_that_wait() -> None:
    edition = edition_of("lg-cds", "2026")
    codes = [row["part"].code for row in outline(edition)]
    assert sorted(codes) == sorted(edition.by_code)
    assert (waiting(edition), waiting(edition_of("dti", "922"))) == (0, 98)
