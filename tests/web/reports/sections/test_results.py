from __future__ import annotations

from tests.web.reports.sections.conftest import read

from donghanh.web.reports.sections.results import results


def test_each_commitment_has_its_row_with_claimed_and_verified_apart(facts, tally) -> None:
    rows = [line for line in read(results(facts, tally)).splitlines() if line.startswith("1 | ")]
    assert [row.split(" | ")[5:7] for row in rows] == [["2/2", "1/2"]]
    assert "Sao Lam" in rows[0] and "45/BB-BG" in rows[0]


def test_claims_that_were_sent_back_are_no_results(facts, tally) -> None:
    text = read(results(facts, tally))
    assert "Nhiệm vụ “Rút ngắn thủ tục”" not in text
    assert "Nhiệm vụ “Giao mặt bằng” (Sở Nội vụ" in text and "Đã giao 2/3 khu đất. Kết quả chưa được xác minh" in text


def test_nothing_promised_is_said(nothing_done, tally) -> None:
    assert "Nội dung cam kết: chưa có ghi nhận." in read(results(nothing_done, tally))
