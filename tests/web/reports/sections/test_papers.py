from __future__ import annotations

from tests.web.reports.sections.conftest import read

from donghanh.web.reports.sections.papers import papers


def test_a_paper_is_cited_with_number_day_issuer_abstract_and_task(facts) -> None:
    assert "45/BB-BG | 18/06/2026 | Tập đoàn Sao Lam | Biên bản bàn giao kho dữ liệu | 1.1 Khảo sát" in read(
        papers(facts)
    )


def test_no_paper_is_said(nothing_done) -> None:
    assert "Văn bản minh chứng: chưa có ghi nhận." in read(papers(nothing_done))
