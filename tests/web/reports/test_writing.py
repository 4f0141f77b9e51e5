from __future__ import annotations

from datetime import date

from django.utils import timezone
from tests.cast import Cast

from donghanh.reporting.blocks import Heading
from donghanh.web.programme.models import Agreement
from donghanh.web.reports.facts import gather
from donghanh.web.reports.measured import measure
from donghanh.web.reports.models import Review
from donghanh.web.reports.tally import Tally
from donghanh.web.reports.writing import resolvers_with, write


def _document(cast: Cast, agreement: Agreement, kind: str = Review.Kind.MID_TERM, number: str = ""):
    facts = gather(agreement, as_of=timezone.localdate())
    tally = Tally("review/x/mid_term-1", facts.as_of)
    dated = date(2026, 7, 15) if number else None
    return write(facts, measure(facts), tally, kind=kind, issuer=cast.science, number=number, dated=dated), tally


def test_the_sections_stand_in_the_order_of_a_review(cast: Cast, lived: Agreement) -> None:
    document, _ = _document(cast, lived)
    assert [one.text for one in document.blocks if isinstance(one, Heading) and one.level == 1] == [
        "CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN",
        "KẾT QUẢ THỰC HIỆN THEO NỘI DUNG THỎA THUẬN",
        "CHỈ TIÊU, CHỈ SỐ",
        "ĐỐI CHIẾU VỚI NHIỆM VỤ ĐƯỢC GIAO",
        "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
        "KIẾN NGHỊ, ĐỀ XUẤT",
        "DANH MỤC VĂN BẢN MINH CHỨNG",
    ]


def test_head_and_foot_say_who_reports_what_to_whom(cast: Cast, lived: Agreement) -> None:
    document, _ = _document(cast, lived, Review.Kind.FINAL, "12/BC-SKHCN")
    assert (document.issuer, document.parent_issuer, document.place) == (
        cast.science.name,
        cast.province.name,
        "Lam Giang",
    )
    assert document.subject.startswith("Tổng kết việc thực hiện ")
    assert document.addressees == (cast.province.name,)
    assert (document.number, document.date) == ("12/BC-SKHCN", date(2026, 7, 15))


def test_simulated_agreements_carry_a_notice(cast: Cast, lived: Agreement) -> None:
    lived.is_simulated = True
    assert "mô phỏng" in _document(cast, lived)[0].notice
    lived.is_simulated = False
    assert _document(cast, lived)[0].notice == ""


def test_the_figures_of_a_review_that_is_not_stored_yet_can_be_resolved(cast: Cast, lived: Agreement) -> None:
    document, tally = _document(cast, lived)
    known = resolvers_with(tally)
    own = [figure for figure in document.figures() if figure.startswith("review/")]
    assert own and all(known["review"](figure).id == figure for figure in own)
