from __future__ import annotations

import docx
import pytest
from tests.cast import make_agreement

from donghanh.reporting.docx import write_docx
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.quality_document import quality_document

pytestmark = pytest.mark.django_db


def test_the_file_lists_each_clause_and_the_blanks_in_the_official_layout(cast, tmp_path) -> None:
    agreement = make_agreement(cast, state=Agreement.State.NEGOTIATING)
    write_docx(quality_document(agreement), {}, tmp_path / "a.docx")
    file = docx.Document(tmp_path / "a.docx")
    text = "\n".join(one.text for one in file.paragraphs)
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert "PHIẾU RÀ SOÁT" in text and "Đã rà soát 3 cam kết" in text and "Dữ liệu mô phỏng" in text
    assert cells.count("Sản phẩm: …….") == 3
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cell for cell in cells)


def test_an_agreement_without_clauses_still_gives_a_file(cast, tmp_path) -> None:
    write_docx(quality_document(make_agreement(cast, commitments=[])), {}, tmp_path / "a.docx")
    assert (tmp_path / "a.docx").stat().st_size > 0
