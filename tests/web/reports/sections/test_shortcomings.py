from __future__ import annotations

from tests.web.reports.sections.conftest import read

from donghanh.web.reports.measured import SetAside
from donghanh.web.reports.sections.shortcomings import shortcomings


def test_shortcomings_are_those_of_the_records_and_causes_those_somebody_wrote_down(facts, tally) -> None:
    found = SetAside("services.dossiers", "Hồ sơ", 3, (("Ngày tiếp nhận: đảo ngày và tháng", 2),), "load/x/L1")
    text = read(shortcomings(facts, tally, (found,)))
    assert "1 nhiệm vụ quá hạn, do Sở Nội vụ chủ trì;" in text
    assert "1 lần báo hoàn thành bị trả lại khi xác minh;" in text
    assert "“Hồ sơ” có 3 dòng bị cách ly do sai quy cách." in text
    assert "vì: Chưa có quyết định ban hành;" in text
    assert "“Hồ sơ” có 2 lỗi: Ngày tiếp nhận: đảo ngày và tháng." in text


def test_nothing_is_invented(nothing_done, tally) -> None:
    text = read(shortcomings(nothing_done, tally, ()))
    assert "Tồn tại, hạn chế: chưa có ghi nhận." in text and "Nguyên nhân: chưa có ghi nhận." in text
