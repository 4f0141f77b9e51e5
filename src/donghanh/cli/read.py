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
from donghanh.reading.vocabulary import load_vocabulary

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
    if str(file) == "-":
        document = open_stream(sys.stdin.buffer, "stdin", published)
    else:
        document = open_document(file, published)
    record = read_draft(document, vocabulary).to_json()
    click.echo(json.dumps(record, ensure_ascii=False) if as_json else plain(record))


def plain(record: dict[str, Any]) -> str:
    """The record as lines for a person, in Vietnamese."""
    yes = record["cooperation_document"]
    lines = ["Văn bản hợp tác: có" if yes else "Văn bản hợp tác: không"]
    lines += [f"  - {reason['vi']}" for reason in record["reasons"]]
    for name, label in _LABELS.items():
        findings = record[name] if isinstance(record[name], list) else [record[name]]
        if any(findings):
            lines.append(f"{label}:")
            lines += [f"  - {_line(finding)}" for finding in findings]
    return "\n".join(lines)


def _line(finding: dict[str, Any]) -> str:
    spans = finding["evidence"]
    words = " ".join(spans[0]["text"].split()) if spans else ""
    details = ", ".join(str(finding[key]) for key in _SHOWN if finding.get(key))
    note = f" [{details}]" if details else ""
    place = f"“{words}” ({spans[0]['start']}–{spans[0]['end']})" if spans else ""
    return f"{finding['value']}{note}: {place}" if "value" in finding else f"{place}{note}"
