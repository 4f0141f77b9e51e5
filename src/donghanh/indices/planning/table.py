"""The table in which people write candidate tasks: one row for each input a task changes, titles in Vietnamese.

A task's own cells stand in its first row; rows below with its code, or without a code, add further changes. Whatever is
wrong is told with row and column, all of it at once, so that a table is mended in one go.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from pydantic import ValidationError
from python_calamine import CalamineError, CalamineWorkbook

from donghanh.errors import DefinitionError, InputError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.explain import role_name
from donghanh.indices.planning.tasks import Candidate
from donghanh.text import fold, nearest, nfc

Cell = str | float
Row = tuple[int, tuple[Cell, ...]]
"""Number of the row in the file, and its cells; a number that a workbook holds as such stays one."""
LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is read."""
UNPACKED = 50 * 1024 * 1024
ROWS_MOST = 5000

TITLES = {
    "code": "mã",
    "name": "nhiệm vụ",
    "cost": "kinh phí (triệu đồng)",
    "effort": "công (người-tháng)",
    "lead_months": "thời gian tác động (tháng)",
    "earliest": "sớm nhất",
    "deadline": "hạn",
    "needs": "cần trước",
    "excludes": "loại trừ",
    "item": "chỉ số",
    "role": "đầu vào",
    "low": "thấp",
    "likely": "dự kiến",
    "high": "cao",
    "lead": "chủ trì",
}
_ALIASES = {"ma nhiem vu": "code", "ten nhiem vu": "name", "nhan luc": "effort", "nam som nhat": "earliest"}
_WANTED = ("code", "name", "cost")
_OF_CHANGE = ("item", "role", "low", "likely", "high")


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of the table; row 0 is the table as a whole."""

    row: int
    column: str
    vi: str
    en: str


@dataclass
class Told:
    """A task as the table tells it."""

    row: int
    values: dict[str, Any]
    lead: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def facts(self) -> dict[str, Any]:
        """The task as :class:`Candidate` takes it."""
        return {**self.values, "changes": self.changes}


def read_amount(raw: Cell) -> float:
    """A number as people write it: a decimal comma or point; groups of three only where they cannot be misread.

    Raises:
        InputError: no number, or “1.200”, which may be twelve hundred or one and a fifth.
    """
    if isinstance(raw, float | int):
        return float(raw)
    text = re.sub(r"[\s\u00a0]", "", raw).replace("\u2212", "-")
    plain = text.lstrip("+-")
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain):
        whole, part = re.split(r"[.,]", plain)
        raise InputError(
            "plan.number",
            vi=f"“{raw}” đọc được hai cách; hãy viết {whole}{part} hoặc {whole},{part}0",
            en=f"“{raw}” can be read in two ways; write {whole}{part} or {whole}.{part}0",
        )
    for group, point in ((".", ","), (",", ".")):
        if re.fullmatch(rf"\d{{1,3}}(\{group}\d{{3}})+(\{point}\d+)?", plain) and plain[0] != "0":
            return float(text.replace(group, "").replace(point, "."))
    if not re.fullmatch(r"[+-]?\d+([.,]\d+)?", text):
        raise InputError("plan.number", vi=f"“{raw}” không phải là số", en=f"“{raw}” is no number")
    return float(text.replace(",", "."))


def write_amount(number: float) -> str:
    """The number so that :func:`read_amount` reads it again, with a decimal comma."""
    text = f"{number:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{text}0" if re.search(r",\d{3}$", text) else text


def read_rows(content: bytes, name: str) -> list[Row]:
    """The rows of a CSV file (UTF-8; comma, semicolon or tab) or of the first sheet of a workbook, blank ones left out.

    Raises:
        InputError: too large, empty, damaged, or no such file.
    """
    if len(content) > LARGEST:
        raise _unread(name, "lớn hơn 2 MB", "is larger than 2 MB")
    is_book = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    rows = list(_sheet(content, name) if is_book else _csv(content, name))
    kept = [(number, cells) for number, cells in rows if any(str(cell).strip() for cell in cells)]
    if not kept:
        raise _unread(name, "không có dòng nào", "has no rows")
    if len(kept) > ROWS_MOST:
        raise _unread(name, f"có hơn {ROWS_MOST} dòng", f"has more than {ROWS_MOST} rows")
    return kept


def _unread(name: str, vi: str, en: str) -> InputError:
    return InputError("plan.file", vi=f"Tệp {name} {vi}.", en=f"The file {name} {en}.")


def _csv(content: bytes, name: str) -> Iterator[Row]:
    try:
        text = nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        vi = "không phải CSV UTF-8 hay Excel; hãy mở bằng Excel và lưu dạng .xlsx"
        raise _unread(name, vi, "is neither UTF-8 CSV nor a workbook; save it as .xlsx") from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            yield number, tuple(cells)
    except csv.Error as error:
        raise _unread(name, "không đọc được như bảng CSV", "cannot be read as a CSV table") from error


def _sheet(content: bytes, name: str) -> Iterator[Row]:
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(one.file_size for one in archive.infolist()) > UNPACKED:
                    raise _unread(name, "giải nén ra quá lớn", "unpacks to too much")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        cells = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, zipfile.BadZipFile, OSError) as error:
        raise _unread(name, "bị hỏng hoặc có mật khẩu", "is damaged or protected by a password") from error
    for number, row in enumerate(cells, start=1):
        yield number, tuple(one if isinstance(one, float) else nfc(str(one)) for one in row)


def read_tasks(rows: Sequence[Row], edition: Edition, known: Sequence[str] = ()) -> tuple[list[Told], list[Fault]]:
    """The tasks the rows tell, and all that is wrong; ``known`` are codes of tasks that stand elsewhere."""
    columns, body = _columns(rows)
    lacking = [TITLES[one] for one in _WANTED if one not in columns]
    if lacking:
        named = ", ".join(f"“{one}”" for one in lacking)
        vi = f"không thấy cột {named}; các cột cần có: {', '.join(TITLES.values())}"
        return [], [Fault(0, "", vi, f"no column {named}; the columns are: {', '.join(TITLES.values())}")]
    reading = _Reading(edition, columns)
    for number, cells in body:
        reading.row(number, cells)
    reading.check_names(known)
    return reading.told, sorted(reading.faults, key=lambda one: one.row)


def _columns(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    """Position of each column, and the rows below the titles; a heading above the titles is passed over."""
    names = {_title(title): key for key, title in TITLES.items()} | _ALIASES
    best: dict[str, int] = {}
    below: Sequence[Row] = ()
    for at, (_, cells) in enumerate(rows[:20]):
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            key = names.get(_title(str(cell)))
            if key:
                found.setdefault(key, place)
        if len(found) > len(best):
            best, below = found, rows[at + 1 :]
    return best, below


def _title(text: str) -> str:
    return " ".join(re.sub(r"\(.*?\)|\*", "", fold(text)).split())


class _Reading:
    """What was read so far."""

    def __init__(self, edition: Edition, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self.told: list[Told] = []
        self.faults: list[Fault] = []
        scored = [one for one in edition.scored if one.max or one.bonus]
        self.items = {one.code: one for one in scored}
        self.named = {fold(name): one for one in scored for name in (one.code, one.name["vi"], one.name["en"])}

    def fault(self, row: int, key: str, vi: str, en: str) -> None:
        """One more thing that is wrong."""
        self.faults.append(Fault(row, TITLES.get(key, ""), vi, en))

    def row(self, number: int, cells: Sequence[Cell]) -> None:
        """A task's first row, or one more change of the task above."""
        given = {key: cells[place] for key, place in self.columns.items() if place < len(cells)}
        given = {key: one.strip() if isinstance(one, str) else one for key, one in given.items()}
        given = {key: one for key, one in given.items() if one != ""}
        code = _whole(given.get("code", ""))
        last = self.told[-1] if self.told else None
        if last is None or (code and code != last.values["code"]):
            earlier = next((one for one in self.told if one.values["code"] == code), None)
            if earlier:
                vi, en = f"mã “{code}” đã có ở dòng {earlier.row}", f"the code “{code}” stands in row {earlier.row}"
                self.fault(number, "code", f"{vi}; mỗi nhiệm vụ một mã, các dòng của nó đi liền nhau", en)
            last = self._task(number, code, given)
            self.told.append(last)
        elif not any(key in given for key in _OF_CHANGE):
            self.fault(number, "item", "dòng tiếp theo của một nhiệm vụ phải nêu chỉ số", "a further row names an item")
        if any(key in given for key in _OF_CHANGE):
            self._change(number, last, given)

    def _task(self, number: int, code: str, given: Mapping[str, Cell]) -> Told:
        values: dict[str, Any] = {"code": code, "name": str(given.get("name", ""))}
        for key in ("cost", "effort", "lead_months"):
            values[key] = self._number(number, key, given)
        for key in ("earliest", "deadline"):
            year = self._number(number, key, given) if key in given else None
            if year is not None and not (year.is_integer() and 1990 <= year <= 2100):
                self.fault(number, key, f"“{given[key]}” không phải là năm", f"“{given[key]}” is no year")
                year = None
            values[key] = None if year is None else int(year)
        for key in ("needs", "excludes"):
            values[key] = [one for one in re.split(r"[,;\s]+", _whole(given.get(key, ""))) if one]
        if "cost" not in given:
            self.fault(number, "cost", "chưa ghi kinh phí; ghi 0 nếu không tốn tiền", "no cost; write 0 for none")
        try:
            Candidate.model_validate(values)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                self._invalid(number, one, values)
        return Told(number, values, lead=str(given.get("lead", "")))

    def _invalid(self, number: int, error: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        key = str(error["loc"][0]) if error["loc"] else "deadline"
        cause = error.get("ctx", {}).get("error")
        if isinstance(cause, DefinitionError):
            self.fault(number, key, cause.vi, cause.en)
        elif key == "code":
            vi = f"mã “{values['code']}” phải có, chỉ gồm chữ không dấu, số, dấu chấm, gạch (ví dụ NV01)"
            self.fault(number, key, vi, f"the code “{values['code']}” needs plain letters, digits, points, dashes")
        elif key == "name":
            self.fault(number, key, "chưa ghi tên nhiệm vụ", "the task has no name")
        else:
            vi, en = f"“{values[key]}” không hợp lệ; cần số từ 0 trở lên", f"“{values[key]}” is not valid; 0 or more"
            self.fault(number, key, vi, en)

    def _number(self, number: int, key: str, given: Mapping[str, Cell]) -> float:
        if key not in given:
            return 0.0
        try:
            return read_amount(given[key])
        except InputError as error:
            self.fault(number, key, error.vi, error.en)
            return 0.0

    def _change(self, number: int, task: Told, given: Mapping[str, Cell]) -> None:
        item = self.named.get(fold(str(given.get("item", ""))))
        if item is None:
            vi, en = nearest(given.get("item", ""), self.items)
            self.fault(number, "item", f"không có chỉ số “{given.get('item', '')}”; {vi}", f"no such item; {en}")
            return
        role = _role(item, str(given.get("role", "")))
        if role is None:
            shown = ", ".join(f"{one} ({role_name(item, one, 'vi')})" for one in item.roles)
            vi = f"“{given.get('role', '')}” không phải đầu vào của {item.code}; ghi một trong: {shown}"
            self.fault(number, "role", vi, f"name an input of {item.code}: {', '.join(item.roles)}")
            return
        lacking = [key for key in ("low", "likely", "high") if key not in given]
        for key in lacking:
            self.fault(number, key, "chưa ghi mức thay đổi", "no amount of change")
        if lacking:
            return
        faults = len(self.faults)
        change: dict[str, Any] = {key: self._number(number, key, given) for key in ("low", "likely", "high")}
        if len(self.faults) > faults:
            return
        if not min(change["low"], change["high"]) <= change["likely"] <= max(change["low"], change["high"]):
            vi = "mức dự kiến phải nằm giữa mức thấp và mức cao"
            self.fault(number, "likely", vi, "the likely change must lie between low and high")
            return
        task.changes.append({"item": item.code, "role": role, **change})

    def check_names(self, known: Sequence[str]) -> None:
        """The tasks named in other tasks exist."""
        codes = {*known, *(one.values["code"] for one in self.told)}
        for task in self.told:
            for key in ("needs", "excludes"):
                for other in task.values[key]:
                    if other not in codes:
                        vi, en = nearest(other, codes)
                        self.fault(task.row, key, f"không có nhiệm vụ “{other}”; {vi}", f"no task “{other}”; {en}")


def _whole(cell: Cell) -> str:
    """A code that a workbook took for a number, as it was written."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _role(item: Item, text: str) -> str | None:
    if not text:
        return item.roles[0] if len(item.roles) == 1 else None
    names = {fold(name): one for one in item.roles for name in (one, *(role_name(item, one, lang) for lang in _LANGS))}
    return names.get(fold(text))


_LANGS = ("vi", "en")


def write_tasks(tasks: Sequence[tuple[Candidate, str]]) -> bytes:
    """A workbook that :func:`read_tasks` reads as these tasks; each with the name of its lead, or nothing."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet("Nhiệm vụ"), book.add_format({"bold": True, "text_wrap": True})
        sheet.freeze_panes(1, 2)
        for place, (key, title) in enumerate(TITLES.items()):
            sheet.set_column(place, place, 48 if key == "name" else 18 if key in ("item", "lead") else 12)
            sheet.write_string(0, place, title, bold)
        number = 0
        for task, lead in tasks:
            for row in _written(task, lead):
                number += 1
                for place, key in enumerate(TITLES):
                    value = row.get(key)
                    if isinstance(value, str):
                        sheet.write_string(number, place, value)
                    elif value is not None:
                        sheet.write_number(number, place, value)
    return out.getvalue()


def _written(task: Candidate, lead: str) -> Iterator[dict[str, Any]]:
    own: dict[str, Any] = task.model_dump(exclude={"changes", "needs", "excludes"})
    own |= {"needs": ", ".join(task.needs), "excludes": ", ".join(task.excludes), "lead": lead}
    changes = [one.model_dump() for one in task.changes] or [{}]
    yield {**own, **changes[0]}
    for change in changes[1:]:
        yield {"code": task.code, **change}
