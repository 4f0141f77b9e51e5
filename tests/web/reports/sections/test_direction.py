from __future__ import annotations

from dataclasses import replace

from tests.web.reports.sections.conftest import read

from donghanh.web.programme.models import Body, Participant
from donghanh.web.reports.sections.direction import direction, opening


def test_bodies_people_and_papers_are_named(facts, tally) -> None:
    body = Body(name="ban chỉ đạo chung", head="Phạm Quang Vinh")
    signer = Participant(name="Phan Anh Tuấn", role="Tổng Giám đốc", organisation_name="Sao Lam", act="signatory")
    witness = Participant(name="Người Chứng Kiến", act="witness")
    text = read(direction(replace(facts, bodies=(body,), participants=(signer, witness)), tally))
    assert "Ban chỉ đạo chung, người đứng đầu: Phạm Quang Vinh." in text
    assert "Phan Anh Tuấn, Tổng Giám đốc, Sao Lam (người ký)." in text
    assert "Người Chứng Kiến" not in text
    assert "Các đơn vị đã cung cấp 2 văn bản" in text


def test_what_is_not_recorded_is_said_to_be_so(nothing_done, tally) -> None:
    assert read(direction(nothing_done, tally)).count("chưa có ghi nhận") >= 4


def test_the_opening_names_source_issuer_and_as_of_day(facts) -> None:
    text = read(opening(facts, "Sở Khoa học và Công nghệ"))
    assert "Lễ ký kết Lam Giang – Sao Lam" in text
    assert f"số liệu tính đến hết ngày {facts.as_of:%d/%m/%Y}" in text
