from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import docx
import pytest
from tests.web.programme.meetings import DECISION, make_body, make_conclusion, make_meeting

from donghanh.errors import RefusedError
from donghanh.reporting.docx import write_docx
from donghanh.web.programme.actions.governance.answer_invitation import answer_invitation
from donghanh.web.programme.actions.governance.arrange_agenda import Point, arrange_agenda
from donghanh.web.programme.actions.governance.call_meeting import call_meeting
from donghanh.web.programme.actions.governance.lay_paper import lay_paper
from donghanh.web.programme.actions.governance.take_minutes import take_minutes
from donghanh.web.programme.meeting_documents import BLANK, minutes, notice

pytestmark = pytest.mark.django_db
BEGINS = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)


def _text(document) -> str:
    runs = "\n".join(str(getattr(run, "text", run)) for run in document.runs())
    return "\n".join([runs, *(block.text for block in document.blocks if hasattr(block, "text"))])


@pytest.fixture
def held(cast):
    body = make_body(cast)
    chair = body.memberships.get(user=cast.vinh)
    given = {"starts_at": BEGINS, "ends_at": BEGINS + timedelta(hours=3), "chair": chair}
    meeting = make_meeting(cast, body=body, title="Họp Ban Chỉ đạo quý I", **given)
    arrange_agenda(meeting, [Point("Báo cáo tiến độ", 20, "Sở KH&CN")], by=cast.ha, once=uuid4())
    meeting = call_meeting(meeting, by=cast.ha, at=BEGINS - timedelta(days=3), once=uuid4())
    mine = meeting.attendances.get(user=cast.minh)
    answer_invitation(mine, by=cast.minh, answer="sends", note="Bà Mẫu", once=uuid4())
    lay_paper(meeting, DECISION, by=cast.ha, once=uuid4())
    came = [one.pk for one in meeting.attendances.filter(user__in=[cast.vinh, cast.minh])]
    meeting = take_minutes(meeting, by=cast.ha, text="Thảo luận.\nBiểu quyết.", present=came, once=uuid4())
    make_conclusion(cast, meeting)
    make_conclusion(cast, meeting, text="Thống nhất chủ trương", lead=None, due_on=None)
    return meeting


def test_the_minutes_hold_what_the_record_says_and_leave_room_for_what_it_does_not(held, tmp_path) -> None:
    document = minutes(held)
    said = _text(document)
    for words in (
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 05 tháng 3 năm 2026.",
        "Địa điểm: Phòng họp số 1.",
        "Chủ trì (chủ tọa): đồng chí Phạm Quang Vinh, Trưởng Ban Chỉ đạo chuyển đổi số.",
        "Bà Mẫu (dự thay Trần Văn Minh), Sở Nội vụ Lam Giang.",
        "Vắng mặt:",
        "Báo cáo tiến độ (Sở KH&CN trình bày).",
        "Biểu quyết.",
        "1. Rà soát đội ngũ cán bộ. Giao Sở Nội vụ Lam Giang chủ trì, hoàn thành chậm nhất ngày 30/06/2028.",
        "2. Thống nhất chủ trương.",
        "kết thúc vào …… giờ …… phút, cùng ngày",
    ):
        assert words in said
    assert said.count("Phạm Quang Vinh") == 1, "the chair has a line of their own"
    write_docx(document, {}, tmp_path / "a.docx")
    head = docx.Document(tmp_path / "a.docx").tables[0].rows[0].cells
    assert [one.text for one in head[0].paragraphs if one.text][-1].endswith("/BB-")


def test_the_notice_says_who_led_what_was_concluded_and_to_whom_it_goes(held) -> None:
    document = notice(held)
    assert document.subject == "Kết luận của đồng chí Phạm Quang Vinh tại cuộc họp Ban Chỉ đạo quý I"
    assert "Ngày 05 tháng 3 năm 2026, tại Phòng họp số 1" in _text(document)
    assert document.recipients[0] == "Sở Nội vụ Lam Giang" and document.recipients[-1] == "Lưu: VT"
    assert (document.symbol, document.signature.name) == ("TB", BLANK)


def test_a_meeting_without_a_chair_on_record_has_dots_for_the_name(cast) -> None:
    assert BLANK in _text(minutes(make_meeting(cast, "held"))) and BLANK in notice(make_meeting(cast, "held")).subject


def test_equal_records_give_equal_files(held, tmp_path) -> None:
    for name in ("a", "b"):
        write_docx(notice(held), {}, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_there_is_no_document_before_there_are_minutes_or_conclusions(cast) -> None:
    for write in (minutes, notice):
        with pytest.raises(RefusedError, match=r"state\.no_minutes"):
            write(make_meeting(cast, "called"))
    meeting = make_meeting(cast, "held")
    meeting.conclusions.all().delete()
    with pytest.raises(RefusedError, match=r"state\.no_conclusion"):
        notice(meeting)


def test_notes_under_the_simulated_province_say_so(cast) -> None:
    assert minutes(make_meeting(cast, "held")).notice.startswith("Dữ liệu mô phỏng")
