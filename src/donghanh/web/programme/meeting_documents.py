"""Minutes and notice of conclusions of a meeting as official documents; all words come from its record.

The minutes follow form 1.10, the notice form 1.4 of Annex III to Decree 30/2020/NĐ-CP. What the record does not know
is a line of dots for a pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.packs.load import read_packs
from donghanh.paths import packs_folders
from donghanh.places import Places
from donghanh.reporting.blocks import Block, Heading, Listed, Paragraph, Text
from donghanh.reporting.definition import Document, Signature
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Attendance, Conclusion, Meeting, Membership
from donghanh.web.programme.querysets.governance import province_of

BLANK = "……………………………"
SIMULATED = "Dữ liệu mô phỏng: tỉnh và cuộc họp trong văn bản này do dự án đặt ra"
_ROLES = {
    Membership.Role.CHAIR: "Trưởng",
    Membership.Role.STANDING_DEPUTY: "Phó trưởng thường trực",
    Membership.Role.DEPUTY: "Phó trưởng",
    Membership.Role.SECRETARY: "Thư ký",
    Membership.Role.MEMBER: "Thành viên",
}


def minutes(meeting: Meeting) -> Document:
    """Biên bản: time, place, who came, course, conclusions; signed by secretary and chair.

    Raises:
        RefusedError: nobody took minutes yet.
    """
    _refuse_before_minutes(meeting)
    start = timezone.localtime(meeting.starts_at)
    present, absent = _present(meeting)
    blocks: list[Block] = [
        _line(f"Thời gian bắt đầu: {start:%H} giờ {start:%M} phút, {_day(start.date())}."),
        _line(f"Địa điểm: {_where(meeting)}."),
        Heading(1, "Thành phần tham dự"),
        _line(f"Chủ trì (chủ tọa): {_chair(meeting)}."),
        _line(f"Thư ký (người ghi biên bản): {_secretary(meeting)}."),
        *(_people("Có mặt:", _without_chair(meeting, present)) or [_line(f"Có mặt: {BLANK}")]),
        *_people("Vắng mặt:", _without_chair(meeting, absent)),
    ]
    agenda = _listed(
        one.title + (f" ({one.presenter} trình bày)" if one.presenter else "") for one in meeting.agenda.all()
    )
    if agenda:
        blocks += [Heading(1, "Chương trình"), *agenda]
    blocks += [Heading(1, "Diễn biến cuộc họp"), *map(_line, _paragraphs(meeting.minutes))]
    conclusions = list(_conclusions(meeting))
    if conclusions:
        blocks += [Heading(1, "Kết luận"), *conclusions]
    same_day = timezone.localdate(meeting.ends_at) == start.date()
    ended = "cùng ngày" if same_day else _day(timezone.localdate(meeting.ends_at))
    blocks.append(_line(f"Cuộc họp kết thúc vào …… giờ …… phút, {ended}./."))
    chair = meeting.chair.name if meeting.chair else BLANK
    return Document(
        kind="BIÊN BẢN",
        subject=meeting.title,
        issuer=meeting.body.name,
        parent_issuer=province_of(meeting.body).name,
        number=meeting.minutes_number,
        symbol="BB",
        is_dated=False,
        notice=SIMULATED if province_of(meeting.body).is_simulated else "",
        signature=Signature("Chủ tọa", "", chair),
        secretary=Signature("Thư ký", "", str(meeting.secretary or "")),
        blocks=tuple(blocks),
        recipients=("Các thành phần dự họp", "Lưu: VT, hồ sơ cuộc họp"),
    )


def notice(meeting: Meeting) -> Document:
    """Thông báo kết luận: who led the meeting, what was concluded, to whom it goes.

    Raises:
        RefusedError: nobody took minutes yet, or nothing was concluded.
    """
    _refuse_before_minutes(meeting)
    conclusions = list(_conclusions(meeting))
    if not conclusions:
        raise RefusedError(
            "state.no_conclusion",
            vi=f"Cuộc họp “{meeting}” chưa có kết luận nào để thông báo.",
            en=f"The meeting “{meeting}” has no conclusion to give notice of.",
        )
    start = timezone.localtime(meeting.starts_at)
    present, _absent = _present(meeting)
    chair = _chair(meeting)
    who = f"{_upper(_day(start.date()))}, tại {_where(meeting)}, {chair} chủ trì {_called(meeting)}"
    offices = list(dict.fromkeys(one.organisation.name for one in present if one.organisation))
    came = f" Tham dự cuộc họp có đại diện: {', '.join(offices)}." if offices else ""
    named = meeting.chair.name if meeting.chair else BLANK
    blocks: list[Block] = [
        _line(f"{who}.{came}"),
        _line(f"Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, đồng chí {named} kết luận như sau:"),
        *conclusions,
        _line(f"{meeting.body.name} thông báo để các cơ quan, đơn vị biết, thực hiện./."),
    ]
    province = province_of(meeting.body)
    leads = dict.fromkeys(one.lead.name for one in meeting.conclusions.select_related("lead") if one.lead)
    return Document(
        kind="THÔNG BÁO",
        subject=f"Kết luận của đồng chí {named} tại {_called(meeting)}",
        issuer=meeting.body.name,
        parent_issuer=province.name,
        number=meeting.notice_number,
        symbol="TB",
        place=_place(province),
        date=meeting.notice_on,
        notice=SIMULATED if province.is_simulated else "",
        signature=Signature(BLANK, "", BLANK),
        blocks=tuple(blocks),
        recipients=(*dict.fromkeys([*leads, *offices]), "Lưu: VT"),
    )


def _refuse_before_minutes(meeting: Meeting) -> None:
    if meeting.state not in (Meeting.State.HELD, Meeting.State.CONCLUDED):
        raise RefusedError(
            "state.no_minutes",
            vi=f"Cuộc họp “{meeting}” chưa có biên bản; hãy ghi biên bản trước.",
            en=f"The meeting “{meeting}” has no minutes yet; take them first.",
        )


def _conclusions(meeting: Meeting) -> Iterator[Block]:
    for one in meeting.conclusions.select_related("lead"):
        yield _line(f"{one.number}. {_sentence(one.text)}{_given(one)}")


def _given(one: Conclusion) -> str:
    day = f"{one.due_on:%d/%m/%Y}" if one.due_on else ""
    if one.lead:
        return f" Giao {one.lead.name} chủ trì{f', hoàn thành chậm nhất ngày {day}' if day else ''}."
    return f" Thời hạn: chậm nhất ngày {day}." if day else ""


def _present(meeting: Meeting) -> tuple[list[Attendance], list[Attendance]]:
    rows = list(meeting.attendances.select_related("organisation"))
    return [one for one in rows if one.was_present], [one for one in rows if one.was_present is False]


def _without_chair(meeting: Meeting, rows: Iterable[Attendance]) -> list[Attendance]:
    """The chair has a line of their own; whoever led the meeting cannot have been absent."""
    return [one for one in rows if not (meeting.chair and one.name == meeting.chair.name)]


def _people(title: str, rows: Iterable[Attendance]) -> list[Block]:
    people = _listed(_person(one) for one in rows)
    return [_line(title), *people] if people else []


def _listed(lines: Iterable[str]) -> list[Block]:
    """A list with the marks the decree wants: a semicolon after each line, a full stop after the last."""
    every = list(lines)
    return [Listed((Text(line + ("." if number == len(every) else ";")),)) for number, line in enumerate(every, 1)]


def _person(one: Attendance) -> str:
    office = one.organisation.name if one.organisation else ""
    instead = one.name
    if one.answer == Attendance.Answer.SENDS:
        instead = one.answer_note if one.name == office else f"{one.answer_note} (dự thay {one.name})"
    return ", ".join(dict.fromkeys(part for part in (instead, one.position, office) if part))


def _chair(meeting: Meeting) -> str:
    if meeting.chair is None:
        return BLANK
    role = f"{_ROLES[Membership.Role(meeting.chair.role)]} {meeting.body.name}"
    return ", ".join(part for part in (f"đồng chí {meeting.chair.name}", meeting.chair.position, role) if part)


def _secretary(meeting: Meeting) -> str:
    if meeting.secretary is None:
        return BLANK
    office = meeting.secretary.organisation
    return f"{meeting.secretary}, {office.name}" if office else str(meeting.secretary)


def _called(meeting: Meeting) -> str:
    """What to call it inside a sentence: "cuộc họp Ban Chỉ đạo quý IV", "hội nghị sơ kết …"."""
    first, _space, rest = meeting.title.partition(" ")
    if first.lower() == "họp" and rest:
        return f"cuộc họp {rest}"
    if meeting.title.lower().startswith(("cuộc họp ", "hội nghị ", "phiên họp ")):
        return first.lower() + f" {rest}"
    if meeting.title.lower().startswith("giao ban "):
        return f"cuộc họp {first.lower()} {rest}"
    return f"cuộc họp “{meeting.title}”"


def _where(meeting: Meeting) -> str:
    if meeting.room and meeting.link:
        return f"{meeting.room}, kết hợp trực tuyến"
    return meeting.room or "cuộc họp trực tuyến"


def _day(day: date) -> str:
    """ "ngày 05 tháng 3 năm 2026": the decree wants 0 before days under 10 and before months 1 and 2."""
    return f"ngày {day.day:02d} tháng {day.month:0{2 if day.month < 3 else 1}d} năm {day.year}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    return words if words.rstrip().endswith((".", ";", "!", "?")) else f"{words.rstrip()}."


def _paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _line(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def _place(province: Organisation) -> str:
    """The territory named before the date; empty where no pack knows it."""
    place = _places(packs_folders()).at(province.place_code) if province.place_code else None
    return place.name if place else ""


@lru_cache(maxsize=2)
def _places(folders: tuple[Path, ...]) -> Places:
    return read_packs(folders)[0].places
