from __future__ import annotations

from django.utils import timezone
from tests.cast import Cast, make_agreement
from tests.web.reports.sections.conftest import read

from donghanh.web.programme.models import Commitment
from donghanh.web.reports.facts import gather
from donghanh.web.reports.sections.outlook import outlook, requests


def test_what_is_still_owed_is_named_with_product_and_date(facts) -> None:
    text = read(outlook(facts))
    assert "Nội dung 2: Báo cáo hiện trạng dữ liệu (Sở Nội vụ, hạn" in text
    assert "Nội dung 1: đã báo hoàn thành, chờ xác minh;" in text


def test_a_request_names_whom_it_asks_and_a_proposal_who_made_it(cast: Cast) -> None:
    wishes = [
        Commitment(text="Hỗ trợ hội trường.", promisor=cast.province, status="requested"),
        Commitment(text="Mở lớp thêm", promisor=cast.sao_lam, status="proposed"),
    ]
    text = read(requests(gather(make_agreement(cast, commitments=wishes), as_of=timezone.localdate())))
    assert "Đề nghị UBND tỉnh Lam Giang: Hỗ trợ hội trường (nội dung 1; tình trạng: chưa giao nhiệm vụ);" in text
    assert "Tập đoàn Công nghệ Sao Lam đề xuất: Mở lớp thêm" in text


def test_nothing_open_and_nothing_asked_are_said(nothing_done) -> None:
    assert "chưa có ghi nhận" in read(outlook(nothing_done)) and "chưa có ghi nhận" in read(requests(nothing_done))
