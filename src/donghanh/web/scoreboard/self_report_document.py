"""The self-scoring report of one subject as an official document: scores, what has no papers, difficulties, requests.

What it holds follows the letters by which the ministries ask for it (383 and 384/BNV-CCHC, 6203/BNV-CCHC): a table of
self-scores, an explanation of the items without papers, difficulties and requests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from donghanh.periods import parse_period
from donghanh.provenance import resolve
from donghanh.reporting.blocks import Block, Cell, Heading, Listed, Paragraph, Table, Text, quote
from donghanh.reporting.definition import Document, Signature
from donghanh.web.scoreboard.models import AnswerEvidence, Round, SelfReport
from donghanh.web.scoreboard.querysets import place_of
from donghanh.web.scoreboard.questions import Offices, subject_name
from donghanh.web.scoreboard.round_inputs import lacks
from donghanh.web.scoreboard.round_shown import file_rows, filed
from donghanh.web.ui import tracing

BLANK = "……………………………………"
"""Left for a person to fill in with a pen or in Word."""
UNKNOWN = "–"
"""How points that are not known are written."""
_SHARES = {"number": 0.08, "name": 0.32, "max": 0.1, "own": 0.1, "final": 0.11, "papers": 0.29}


def self_report_document(round: Round, subject: str, offices: Offices, written: SelfReport | None) -> Document:
    """The report as the file stands now, in Vietnamese; number, date and signature are left for the office.

    Raises:
        TraceError: a measured value can no longer be traced.
    """
    with override("vi"):
        rows = _numbered(file_rows(filed(round, subject)))
        papers = _papers(round, subject)
        office = offices.of_subject(subject)
        edition = round.definition
        issuer = office.name if office else subject_name(round, subject, offices)
        blocks: list[Block] = [*_opening(round, issuer, rows[0]), _table(rows, papers)]
        blocks += [Heading(1, "Giải trình chỉ số chưa có số liệu hoặc tài liệu kiểm chứng"), *_explained(rows, papers)]
        blocks += [Heading(1, "Khó khăn, vướng mắc"), *_free(written.difficulties if written else "")]
        blocks += [Heading(1, "Kiến nghị, đề xuất"), *_free(written.requests if written else "")]
        to_lead = edition.subjects != "province" and office != round.lead
        return Document(
            kind="BÁO CÁO",
            subject=f"Tự đánh giá, chấm điểm {edition.name['vi']} kỳ {round.period}",
            issuer=issuer,
            signature=Signature(BLANK, "", BLANK),
            blocks=tuple(blocks),
            place=_place(round, subject),
            addressees=(round.lead.name if to_lead else edition.decision.issuer,),
            recipients=("Như trên", "Lưu: VT"),
            notice="Dữ liệu mô phỏng: tỉnh và số liệu trong báo cáo này do dự án đặt ra"
            if round.lead.is_simulated
            else "",
        )


def _place(round: Round, subject: str) -> str:
    """The territory named before the date; empty where the subject is an office without one."""
    if round.definition.subjects not in ("province", "commune"):
        return ""
    place = place_of(subject, parse_period(round.period))
    return place.name if place else ""


def _papers(round: Round, subject: str) -> dict[str, list[AnswerEvidence]]:
    found: dict[str, list[AnswerEvidence]] = {}
    cited = AnswerEvidence.objects.filter(answer__round=round, answer__subject=subject, removed_at=None)
    for paper in cited.select_related("answer"):
        found.setdefault(paper.answer.item_code, []).append(paper)
    return found


def _opening(round: Round, issuer: str, total: dict[str, Any]) -> Iterable[Block]:
    edition = round.definition
    yield Paragraph(
        (
            "Thực hiện ",
            Text(f"{edition.decision.number} của {edition.decision.issuer}, đợt “{round.name}”"),
            ", ",
            Text(f"{issuer} báo cáo kết quả tự đánh giá, chấm điểm {edition.name['vi']} kỳ {round.period} như sau:"),
        )
    )
    yield Heading(1, "Kết quả tự đánh giá, chấm điểm")
    own = f"{total['own']} trên {total['maximum']} điểm" if total["own"] != UNKNOWN else "chưa có"
    final = f"; điểm thẩm định đến nay: {total['final']} điểm" if total["final"] != UNKNOWN else ""
    yield Paragraph((Text(f"Tổng điểm tự chấm: {own}{final}. Chi tiết tại bảng dưới đây."),))


def _table(rows: list[dict[str, Any]], papers: dict[str, list[AnswerEvidence]]) -> Table:
    """One row for each group and item; the appraised points only where somebody appraised."""
    titles = {
        "number": "STT",
        "name": "Chỉ số",
        "max": "Điểm tối đa",
        "own": "Điểm tự chấm",
        "final": "Điểm thẩm định",
        "papers": "Tài liệu kiểm chứng",
    }
    if not any(row.get("verdict") for row in rows):
        del titles["final"]
    shares = [_SHARES[name] for name in titles]
    filled = [
        _group(row) if row["is_node"] else _item(row, papers.get(row["item"].code, [])) for row in _numbered(rows)
    ]
    cells = tuple(tuple(row[name] for name in titles) for row in filled)
    return Table(tuple(titles.values()), cells, tuple(one / sum(shares) for one in shares))


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each item with its number in the annex, else counted through."""
    counted = 0
    for row in rows:
        counted += not row["is_node"]
        row["number"] = "" if row["is_node"] else row["item"].number or str(counted)
    return rows


def _group(row: dict[str, Any]) -> dict[str, Cell]:
    told = {"name": row["part"].name["vi"], "max": row["maximum"], "own": row["own"], "final": row["final"]}
    return {"number": (), "papers": ()} | {name: (Text(text, bold=True),) for name, text in told.items()}


def _item(row: dict[str, Any], papers: list[AnswerEvidence]) -> dict[str, Cell]:
    told = {"number": row["number"], "name": row["item"].name["vi"], "max": row["max"]}
    told |= {"own": row["own"], "final": row["final"]}
    return {"papers": _proof(row, papers)} | {name: (Text(text),) for name, text in told.items()}


def _proof(row: dict[str, Any], papers: list[AnswerEvidence]) -> Cell:
    if row["figures"]:
        found: list[Any] = ["Đo từ kho dữ liệu dùng chung: "]
        for position, one in enumerate(row["figures"]):
            found += ["; "] if position else []
            found += [Text(f"{one['name']['vi']} "), quote(resolve(one["entry"].figure, tracing.resolvers))]
        return tuple(found)
    if row["question"].is_survey:
        return ("Điều tra xã hội học, không tự chấm",)
    if papers:
        return (Text("\n".join(_cited(one) for one in papers)),)
    if row["answer"] is not None and row["answer"].note:
        return (Text("Giải trình tại mục II", italic=True),)
    return ()


def _cited(one: AnswerEvidence) -> str:
    section = f" ({one.section})" if one.section else ""
    return f"{one.number} ngày {one.issued_on:%d/%m/%Y} của {one.issuer}: {one.abstract}{section}"


def _explained(rows: list[dict[str, Any]], papers: dict[str, list[AnswerEvidence]]) -> list[Block]:
    """What the subject says of each item that has no value or lacks the papers wanted."""
    found: list[Block] = []
    for row in rows:
        if row["is_node"] or row["question"].is_measured or row["question"].is_survey:
            continue
        item, answer = row["item"], row["answer"]
        is_proven = item.code in papers
        has_words = bool(answer and answer.note and (not is_proven or not row["words"]))
        if has_words or lacks(item, answer, is_proven=is_proven):
            said = answer.note if answer and answer.note else BLANK
            found.append(Listed((Text(f"{row['number']}. {item.name['vi']}", italic=True), ": ", Text(said))))
    return found or [Paragraph(("Không có.",))]


def _free(text: str) -> list[Block]:
    """What a person wrote, one paragraph for each of its lines; a blank to fill where nothing is written."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Paragraph((Text(line),)) for line in lines or [BLANK]]
