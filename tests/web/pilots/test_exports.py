"""The workbook of a pilot."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook
from tests.cast import Cast
from tests.web.pilots.test_effect_shown import kept
from tests.web.pilots.test_estimates import panel

from donghanh.web.pilots.exports import BOOK, as_workbook, panel_workbook

pytestmark = pytest.mark.django_db


def test_terms_results_and_values_with_their_ids(cast: Cast) -> None:
    finding = kept(cast, panel())
    content = panel_workbook(finding.assessment.pilot, [finding.asked], finding.assessment)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Chung", "Kết quả", "Chỉ tiêu 1"]
    about = dict(row[:2] for row in book.get_sheet_by_name("Chung").to_python() if len(row) > 1)
    assert about["Niêm phong SHA-256"] == finding.assessment.pilot.seal
    result = book.get_sheet_by_name("Kết quả").to_python()[1]
    assert result[1] == pytest.approx(finding.told["effect"])
    values = book.get_sheet_by_name("Chỉ tiêu 1").to_python()
    assert len(values) == 1 + 14 * 9
    assert values[1][:6] == ["LG001", "phường LG001", "thí điểm", "2025-08", "kỳ gốc", 50.0]
    assert values[1][6] == "indicator/services.on_time_share/LG001/2025-08@1"


def test_before_an_assessment_too_and_as_a_download(cast: Cast) -> None:
    finding = kept(cast, panel() | {"values": []})
    content = panel_workbook(finding.assessment.pilot, [finding.asked], None)
    answer = as_workbook("thi-diem.xlsx", content)
    assert answer["Content-Type"] == BOOK and 'filename="thi-diem.xlsx"' in answer["Content-Disposition"]
    assert panel_workbook(finding.assessment.pilot, [finding.asked], finding.assessment)
