from __future__ import annotations

from django.utils import timezone
from tests.web.reports.sections.conftest import read

from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.models import ProgressReport, Task
from donghanh.web.reports.facts import gather
from donghanh.web.reports.sections.results import results


def test_each_commitment_has_its_row_with_claimed_and_verified_apart(facts, tally) -> None:
    rows = [line for line in read(results(facts, tally)).splitlines() if line.startswith("1 | ")]
    assert [row.split(" | ")[5:7] for row in rows] == [["2/2", "1/2"]]
    assert "Sao Lam" in rows[0] and "45/BB-BG" in rows[0]


def test_claims_that_were_sent_back_are_no_results(facts, tally) -> None:
    text = read(results(facts, tally))
    assert "Nhiệm vụ “Rút ngắn thủ tục”" not in text
    assert "Nhiệm vụ “Giao mặt bằng” (Sở Nội vụ" in text and "Đã giao 2/3 khu đất. Kết quả chưa được xác minh" in text


def test_work_handed_to_many_is_counted_and_the_communes_are_not_named(lived, tally) -> None:
    project = lived.commitments.get(number=1).tasks.first()
    for number in range(7):
        commune = Organisation.objects.create(
            code=f"xa-mau-{number}", kind="commune", name=f"UBND xã Mẫu {number}", short_name=f"Xã Mẫu {number}"
        )
        part = Task.objects.create(
            commitment=project.commitment,
            project=project,
            code=f"1.9.{number}",
            title="Kiểm tra đường truyền",
            lead=commune,
            due_on=project.due_on,
            product="Báo cáo",
            state="claimed" if number < 3 else "in_progress",
        )
        ProgressReport.objects.create(
            task=part, text="Đã làm.", state="waiting", written_by=User.objects.first(), written_at=timezone.now()
        )
    text = read(results(gather(lived, as_of=timezone.localdate()), tally))
    assert "7 xã, phường" in text and "Xã Mẫu 3" not in text
    assert "giao thành 7 phần cho các đơn vị: 3 phần đã báo hoàn thành, trong đó 0 phần" in text


def test_nothing_promised_is_said(nothing_done, tally) -> None:
    assert "Nội dung cam kết: chưa có ghi nhận." in read(results(nothing_done, tally))
