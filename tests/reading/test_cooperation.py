from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n-------\nSố: 12/{kind}-UBND\nLào Cai, ngày 15 tháng 02 năm 2022\n{title}\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            HEAD.format(kind="KH", title="KẾ HOẠCH") + "Phối hợp với các doanh nghiệp VNPT, Viettel, FPT triển khai.",
            "kế hoạch",
        ),
        (HEAD.format(kind="QĐ", title="QUYẾT ĐỊNH") + "Phê duyệt đề án chuyển đổi số.", "quyết định"),
        (HEAD.format(kind="BC", title="BÁO CÁO") + "Kết quả chuyển đổi số 6 tháng.", "báo cáo"),
        (HEAD.format(kind="TB", title="THÔNG BÁO") + "Kết luận tại hội nghị giao ban.", "thông báo"),
        (
            "FPT và Công ty Cổ phần Mây Xanh ký thỏa thuận hợp tác chiến lược về chuyển đổi số doanh nghiệp.",
            "doanh nghiệp",
        ),
        (
            "Công ty Cổ phần FPT khởi công dự án đầu tư khu đô thị tại tỉnh Lào Cai; tổng vốn đầu tư 720 tỉ đồng.",
            "Không câu nào",
        ),
        (
            HEAD.format(kind="KH", title="KẾ HOẠCH")
            + "Ứng dụng công nghệ thông tin năm 2022\nCăn cứ Thỏa thuận hợp tác giữa UBND tỉnh và Tập đoàn VNPT;",
            "kế hoạch",
        ),
        ("VNPT Lào Cai tuyển dụng nhân viên làm việc tại tỉnh Lào Cai trong năm nay.", "Không câu nào"),
        ("UBND tỉnh Lào Cai họp giao ban về chuyển đổi số với các sở, ngành.", "doanh nghiệp"),
        ("FPT signs an agreement with a province on digital transformation.", "tiếng Việt"),
    ],
)
def test_what_is_no_cooperation_document_says_why_and_names_no_partner(draft_of: Draft, text: str, word: str) -> None:
    record = draft_of(text)
    assert record["cooperation_document"] is False
    assert record["partners"] == []
    assert word in record["reasons"][0]["vi"]
    assert record["reasons"][0]["en"]


@pytest.mark.parametrize(
    "text",
    [
        "Lãnh đạo UBND tỉnh Lào Cai tiếp và làm việc với Tập đoàn FPT về chuyển đổi số.",
        HEAD.format(kind="TB", title="THÔNG BÁO")
        + "Kết luận của Chủ tịch UBND tỉnh tại buổi làm việc với Tập đoàn FPT về hợp tác chuyển đổi số",
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHỎA THUẬN HỢP TÁC\nGiữa Ủy ban nhân dân tỉnh Lào Cai "
            "và Tập đoàn FPT\nĐiều 1. Mục đích"
        ),
        "Theo thỏa thuận, Viettel sẽ giúp tỉnh Lào Cai xây dựng trung tâm điều hành thông minh.",
    ],
)
def test_meetings_conclusions_agreement_texts_and_excerpts_count_as_cooperation(draft_of: Draft, text: str) -> None:
    record = draft_of(text)
    assert record["cooperation_document"] is True
    assert record["reasons"] == []
