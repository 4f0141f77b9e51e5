from __future__ import annotations

from tests.web.reports.sections.conftest import read

from donghanh.web.reports.measured import Measured, measure
from donghanh.web.reports.sections.measures import measures


def test_the_indicator_is_told_with_its_parts_and_day_and_the_index_with_points_lost(facts, tally) -> None:
    measured = measure(facts)
    text = read(measures(measured, tally))
    assert "tháng 3/2026 đạt 50,0% (số liệu đến ngày 31/03/2026" in text
    assert "| 3 | 6 | 50,0%" in text
    total = measured.standings[0].total
    lost = tally.counted[f"index-{measured.standings[0].run.pk}-lg-cds-lost"]
    assert lost.value == round(total.lost, 6)
    assert "Phần dùng chung của các nhóm chỉ được tính một lần" in text


def test_nothing_measured_is_said(tally) -> None:
    assert read(measures(Measured((), (), ()), tally)).count("chưa có ghi nhận") == 2
