"""The edition that follows from an annex, as a mapping and as the text of a pack file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from pydantic import ValidationError

from donghanh.indices.annex.reading import Annex, AnnexError, AnnexRow
from donghanh.indices.check import problems
from donghanh.indices.definition import Edition

_WIDTH = 108
_INLINE = 88
_MAPPING, _LIST, _STRING = (f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str"))


@dataclass(frozen=True)
class Head:
    """What the annex table itself does not say about the edition."""

    code: str
    edition: str
    name: str
    number: str
    """Number of the decision, such as 405/QĐ-BKHCN."""
    issuer: str
    subjects: str
    signed_on: date | None = None


def to_edition(annex: Annex, head: Head) -> dict[str, Any]:
    """The edition as a mapping, as a pack file holds it. The annex is Vietnamese: its words stand for both languages.

    Raises:
        AnnexError: the head and the rows make no valid edition; the message says what is wrong.
    """
    codes = {row.code for row in annex.rows}
    root = next(code for code in (head.code, f"{head.code}-total", f"{head.code}-tong") if code not in codes)
    decision: dict[str, Any] = {"number": head.number, "issuer": head.issuer}
    if head.signed_on:
        decision["signed_on"] = head.signed_on
    edition = {
        "code": head.code,
        "edition": head.edition,
        "name": _both(head.name),
        "decision": decision,
        "subjects": head.subjects,
        "missing": "zero",
        "published": {"kind": "points", "decimals": 2},
        "nodes": [
            {"code": root, "name": _both(head.name), "max": _plain(annex.total)},
            *(_node(row, root) for row in annex.rows if row.is_section),
        ],
        "items": [_item(row, root) for row in annex.indicators],
    }
    _check(edition)
    return edition


def _node(row: AnnexRow, root: str) -> dict[str, Any]:
    return {"code": row.code, "name": _both(row.name), "max": _plain(row.max), "parents": list(row.parents or (root,))}


def _item(row: AnnexRow, root: str) -> dict[str, Any]:
    method = row.method
    item: dict[str, Any] = {
        "code": row.code,
        "number": row.number,
        "name": _both(row.name),
        "parents": list(row.parents or (root,)),
        "max": _plain(row.max),
        "status": "" if method.rule else "to_fill",
        "rule": _plain(method.rule),
        "derive": _plain(method.derive),
        "inputs": method.inputs,
        "how": _both(row.how),
        "evidence": [_both(entry) for entry in row.evidence],
        "collected_from": _both(row.collected_from),
        "verified_with": _both(row.verified_with),
    }
    return {name: value for name, value in item.items() if value not in (None, "", {}, [], _both(""))}


def _both(words: str) -> dict[str, str]:
    return {"vi": words, "en": words}


def _plain(value: Any) -> Any:
    """Whole numbers without a decimal point, at any depth."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _check(edition: dict[str, Any]) -> None:
    try:
        found = problems(Edition.model_validate(edition))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        at, value = ".".join(str(step) for step in first["loc"]), first["input"]
        vi, en = f"“{at}” không nhận giá trị “{value}”", f"“{at}” does not take the value “{value}”"
        raise AnnexError("annex.edition", vi=f"{vi} ({first['msg']})", en=f"{en} ({first['msg']})") from wrong
    if found:
        raise AnnexError("annex.edition", vi=found[0].vi, en=found[0].en)


class _Block(dict[str, Any]):
    """A mapping of one key a line."""


class _Lines(list[Any]):
    """A list of one entry a line."""


class _Dumper(yaml.SafeDumper):
    """Short mappings and lists stand in one line, long texts over several; nothing is written by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _is_short(value: Any) -> bool:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000).strip()
    return len(text) <= _INLINE and "\n" not in text


# Text that pack files would take for a number though YAML 1.1 does not, such as .5 with a sign, needs its quotes.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
_Dumper.add_representer(
    _Block, lambda dumper, value: dumper.represent_mapping(_MAPPING, value.items(), flow_style=False)
)
_Dumper.add_representer(_Lines, lambda dumper, value: dumper.represent_sequence(_LIST, value, flow_style=False))
_Dumper.add_representer(
    dict, lambda dumper, value: dumper.represent_mapping(_MAPPING, value.items(), flow_style=_is_short(value))
)
_Dumper.add_representer(
    list, lambda dumper, value: dumper.represent_sequence(_LIST, value, flow_style=_is_short(value))
)
_Dumper.add_representer(str, lambda dumper, value: dumper.represent_scalar(_STRING, value, style=_text_style(value)))


def _text_style(value: str) -> str | None:
    """Lines as they are where they fit, folded where they are too long for that."""
    longest = max((len(line) for line in value.split("\n")), default=0)
    return ">" if longest > _INLINE else "|" if "\n" in value else None


def to_yaml(edition: Mapping[str, Any], remarks: str | None = None) -> str:
    """The edition as the text of a pack file; ``remarks`` are the comment lines on top, without them where from."""
    items = edition["items"]
    waiting = sum(item.get("status") == "to_fill" for item in items)
    imported = (
        f"# Nhập từ bảng phụ lục của {edition['decision']['number']}; đối chiếu với bản gốc trước khi dùng.\n"
        f"# {waiting} trong {len(items)} chỉ số chưa đọc được cách tính: ghi status: to_fill, không tính điểm.\n"
    )
    whole = _Block(edition) | {"nodes": _Lines(edition["nodes"]), "items": _Lines(_Block(item) for item in items)}
    text = yaml.dump(_Block(whole), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return (imported if remarks is None else remarks) + text
