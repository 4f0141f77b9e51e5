from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from donghanh.reading.segments import Segmented

Cut = Callable[[str], Segmented]


def sentences(text: Segmented) -> list[str]:
    return [text.text[one.start : one.end] for block in text.blocks for one in block.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 24.8, tại TP. Hà Tĩnh, hai bên ký kết.",
        "Dự lễ có TS. Nguyễn Văn An và PGS.TS. Trần Thị Bình.",
        "Hội nghị tại TP.Quy Nhơn do Q.Chủ tịch chủ trì.",
        "1. Về hạ tầng số",
        "Phủ sóng 2.155 đơn vị; xây dựng cổng dữ liệu; đào tạo cán bộ.",
        "Xem thêm tại baohatinh.vn hằng ngày.",
    ],
)
def test_abbreviations_dates_numbers_and_semicolons_do_not_end_a_sentence(segmented: Cut, text: str) -> None:
    assert sentences(segmented(text)) == [text]


def test_sentences_glued_together_are_taken_apart(segmented: Cut) -> None:
    assert (
        len(sentences(segmented("Hai bên do ông Lê Văn An chủ trì.Thỏa thuận ký ngày 18/10/2017. Ngay sau đó."))) == 3
    )


def test_lines_that_were_only_wrapped_are_one_block(segmented: Cut) -> None:
    text = segmented("Hải Dương, ngày\n05 tháng 6 năm 2023\nKẾ HOẠCH\n1. Về nhận\nthức số")
    assert [text.text[one.start : one.end] for one in text.blocks] == [
        "Hải Dương, ngày\n05 tháng 6 năm 2023",
        "KẾ HOẠCH",
        "1. Về nhận\nthức số",
    ]


def test_headline_publication_line_lead_caption_and_page_furniture_are_told_apart(segmented: Cut) -> None:
    page = """Đăng nhập
Tỉnh A ký kết thỏa thuận với tập đoàn
Thứ bảy, 12/06/2021 - 11:27
Ngày 11/6, UBND tỉnh A tổ chức lễ ký kết thỏa thuận hợp tác chuyển đổi số với tập đoàn vì chính quyền số và kinh tế số.
Quang cảnh lễ ký kết. Ảnh: Văn An
Phát biểu tại lễ ký, lãnh đạo tỉnh đề nghị hai bên sớm triển khai các nội dung đã cam kết trong thời gian tới.
Ý kiến bạn đọc
Thăm dò ý kiến"""
    kinds = [block.kind for block in segmented(page).blocks]
    assert kinds == ["noise", "headline", "meta", "lead", "caption", "body", "noise", "noise"]


def test_a_place_knows_its_block_and_sentence(segmented: Cut) -> None:
    text = segmented("Câu một ở đây.\nCâu hai ở đây. Câu ba ở đây.")
    place = text.text.index("ba")
    sentence, block = text.sentence_at(place), text.block_at(place)
    assert sentence and text.text[sentence.start : sentence.end] == "Câu ba ở đây."
    assert block and len(block.sentences) == 2
    assert text.block_at(len(text.text)) is None


def test_lines_wrapped_at_one_width_as_in_a_pdf_are_joined_before_capitals_too(segmented: Cut) -> None:
    paragraph = "Sáng nay UBND tỉnh Lào Cai và Tập đoàn Công nghiệp Viễn thông Quân đội ký Thỏa thuận hợp tác. " * 6
    text = segmented(textwrap.fill(paragraph, 60))
    assert [" ".join(one.split()) for one in sentences(text)] == [paragraph[: paragraph.index(".") + 1]] * 6
