import dataclasses
from datetime import date

import docx
import pytest
from docx.shared import Pt

from donghanh.reporting.definition import Signature
from donghanh.reporting.layout import prepare
from donghanh.reporting.letterhead import write_foot, write_head


@pytest.fixture
def cells(review):
    def cells(**changes):
        file = docx.Document()
        prepare(file)
        document = dataclasses.replace(review, **changes)
        write_head(file, document)
        write_foot(file, document)
        return [[[p.text for p in cell.paragraphs if p.text] for cell in t.rows[0].cells] for t in file.tables]

    return cells


def test_the_head_has_issuer_and_number_left_and_national_title_and_date_right(cells):
    head, _ = cells()
    assert head[0] == ["UBND TỈNH LAM GIANG", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Số: 45/BC-SKHCN"]
    assert head[1][:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 2, 5), "Lam Giang, ngày 05 tháng 02 năm 2026"),
        (date(2026, 11, 20), "Lam Giang, ngày 20 tháng 11 năm 2026"),
        (date(2026, 3, 9), "Lam Giang, ngày 09 tháng 3 năm 2026"),
    ],
)
def test_the_date_has_a_zero_before_days_under_ten_and_months_one_and_two(cells, day, said):
    assert cells(date=day)[0][1][-1] == said


def test_number_and_date_may_be_left_open_for_the_office(cells):
    head, _ = cells(number="", date=None)
    assert head[0][-1].startswith("Số:")
    assert head[1][-1].split() == ["Lam", "Giang,", "ngày", "tháng", "năm"]


def test_the_foot_has_recipients_left_and_the_signature_right(cells):
    _, foot = cells()
    assert foot[0] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert foot[1] == ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC", "Nguyễn Văn Mẫu"]


def test_a_number_left_open_shows_the_letters_of_the_kind(cells):
    head, _ = cells(number="", symbol="TB")
    assert head[0][-1].endswith("/TB-")


def test_minutes_have_no_date_in_the_head_and_are_signed_by_secretary_and_chair(cells):
    head, foot, below = cells(
        is_dated=False, signature=Signature("Chủ tọa", "", "Bà Mẫu"), secretary=Signature("Thư ký", "", "Ông Mẫu")
    )
    assert head[1] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert foot == [["THƯ KÝ", "Ông Mẫu"], ["CHỦ TỌA", "Bà Mẫu"]]
    assert below[0] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]


def test_sizes_are_those_of_the_decree(review):
    file = docx.Document()
    prepare(file)
    write_head(file, review)
    national, motto = file.tables[0].rows[0].cells[1].paragraphs[:2]
    assert (national.runs[0].font.size, motto.runs[0].font.size) == (Pt(12), Pt(13))
    assert all(one.runs[0].bold for one in (national, motto))
