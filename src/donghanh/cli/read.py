"""``donghanh read``: a document → its draft record."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from donghanh.paths import vocabulary_folders
from donghanh.reading.document import open_document, open_stream
from donghanh.reading.draft import read as read_draft
from donghanh.reading.vocabulary import Vocabulary, load_vocabulary

_LABELS = {
    "event_kinds": "Sự kiện",
    "event_dates": "Ngày diễn ra",
    "published_in_text": "Ngày đăng",
    "other_dates": "Ngày khác",
    "party_a": "Bên A",
    "partners": "Đối tác",
    "instruments": "Văn bản ký kết",
    "periods": "Giai đoạn",
    "people": "Người",
    "bodies": "Tổ chức chỉ đạo, điều hành",
    "pilot_places": "Địa bàn thí điểm",
    "commitments": "Nội dung hợp tác",
    "areas": "Lĩnh vực",
    "indices": "Chỉ số",
    "targets": "Mục tiêu",
    "results": "Kết quả",
    "document_numbers": "Số văn bản",
}
_SHOWN = ("level", "year_source", "role", "org", "act", "of", "vision", "who", "status", "by", "head", "state")
_TABLES = ("events", "papers", "instruments", "bodies", "areas")
_WORDS = {
    "PARTY_A": "bên A",
    "BOTH": "hai bên",
    "agreed": "thống nhất",
    "proposed": "đề xuất",
    "requested": "đề nghị",
    "done": "đã làm",
    "planned": "dự kiến",
    "this": "văn bản này",
    "previous": "trước đây",
    "this_agreement": "thỏa thuận này",
    "previous_agreement": "thỏa thuận trước",
    "programme": "chương trình",
    "plan": "kế hoạch",
    "province": "tỉnh",
    "city": "thành phố",
    "ministry": "bộ, ngành",
    "signatory": "ký",
    "speaker": "phát biểu",
    "chair": "chủ trì",
    "witness": "chứng kiến",
    "present": "tham dự",
    "district": "huyện",
    "department": "sở, ngành",
    "university": "trường đại học",
    "organisation": "tổ chức",
    "agreement_signed": "ngày ký thỏa thuận",
    "decision": "ngày quyết định",
    "legal_basis": "căn cứ pháp lý",
    "caption_conflict": "theo chú thích ảnh, khác với bài",
    "previous_phase": "giai đoạn trước",
    "remaining_phase": "giai đoạn còn lại",
    "subphase": "giai đoạn con",
    "strategy": "chiến lược",
    "national_programme": "chương trình quốc gia",
    "focal_unit": "đơn vị đầu mối",
    "null-null": "chưa rõ năm",
    "text": "năm có trong bài",
    "published": "năm theo ngày đăng",
    "inferred": "năm suy ra",
    "text_context": "năm theo văn cảnh",
}
"""Codes of the record in words, for the plain output."""


class Published(click.ParamType):
    """An ISO date, a year and month, or a year; a Vietnamese dd/mm/yyyy is taken too."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date in ISO form, or click's usage error."""
        turned = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", str(value))
        iso = f"{turned[3]}-{int(turned[2]):02d}-{int(turned[1]):02d}" if turned else str(value)
        try:
            if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", iso):
                raise ValueError
            date.fromisoformat((iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10])
        except ValueError:
            self.fail(f"“{value}” không phải ngày; hãy viết 2021-07-15, 2021-07 hoặc 15/07/2021.", param, ctx)
        return iso


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--published", type=Published(), help="Ngày đăng, nếu biết: 2021-07-15 hoặc 2021-07.")
@click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON.")
def read(file: Path, published: str | None, as_json: bool) -> None:
    """Read a document about a cooperation agreement into a draft record."""
    vocabulary = load_vocabulary(*vocabulary_folders())
    stdin = str(file) == "-"
    document = open_stream(sys.stdin.buffer, "stdin", published) if stdin else open_document(file, published)
    record = read_draft(document, vocabulary).to_json()
    click.echo(json.dumps(record, ensure_ascii=False) if as_json else plain(record, vocabulary))


def plain(record: dict[str, Any], vocabulary: Vocabulary) -> str:
    """The record as lines for a person, in Vietnamese."""
    words = _WORDS | {
        entry.code: _name(entry.extra.get("name"), (*entry.words, entry.code)[0])
        for table in _TABLES
        if table in vocabulary
        for entry in vocabulary[table].entries
        if entry.extra.get("name") or entry.code not in _WORDS
    }
    lines = ["Văn bản hợp tác: có" if record["cooperation_document"] else "Văn bản hợp tác: không"]
    lines += [f"  - {reason['vi']}" for reason in record["reasons"]]
    for name, label in _LABELS.items():
        findings = record[name] if isinstance(record[name], list) else [record[name]]
        if any(findings):
            lines.append(f"{label}:")
            lines += [f"  - {_line(finding, words)}" for finding in findings]
    return "\n".join(lines)


def _name(name: Any, otherwise: str) -> str:
    return str(name.get("vi", otherwise)) if isinstance(name, dict) else str(name or otherwise)


def _line(finding: dict[str, Any], words: dict[str, str]) -> str:
    span = finding["evidence"][0]
    details = ", ".join(words.get(str(finding[key]), str(finding[key])) for key in _SHOWN if finding.get(key))
    note = f" [{details}]" if details else ""
    place = f"“{' '.join(span['text'].split())}” ({span['start']}–{span['end']})"
    return f"{words.get(finding['value'], finding['value'])}{note}: {place}" if "value" in finding else place + note
