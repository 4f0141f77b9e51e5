"""Pack files: YAML read so that every value remembers the line it stands on.

Plainer than YAML 1.1, because experts of a field write these files, not programmers: ``no``,
``on`` and ``00004`` are text (a place code keeps its zeros), a key may stand only once,
and anchors, aliases and tags are refused. Text is kept in Unicode NFC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from donghanh.errors import PackError
from donghanh.text import nfc

Location = tuple[str | int, ...]
"""Where a value stands in a file: keys and positions, outermost first."""


@dataclass(frozen=True)
class PackFile:
    """One YAML file of a pack: its data, and the line (1-based) of every key and list entry."""

    path: Path
    data: dict[str, Any]
    lines: dict[Location, int]

    def line(self, location: Iterable[str | int]) -> int:
        """The line of the value at ``location``, or of the nearest thing around it that is there.

        Steps that are not in the file (such as the name of a variant that pydantic adds to a location) are skipped.
        """
        found: Location = ()
        for step in location:
            if (*found, step) in self.lines:
                found = (*found, step)
        return self.lines.get(found, 1)

    def value(self, location: Iterable[str | int]) -> Any:
        """The value at ``location``, skipping steps that are not there, as :meth:`line` does."""
        value: Any = self.data
        for step in location:
            inside = step in value if isinstance(value, dict) else isinstance(value, list) and isinstance(step, int)
            if inside:
                value = value[step]
        return value

    def error(self, code: str, location: Iterable[str | int], *, vi: str, en: str) -> PackError:
        """An error that points at the line of ``location``."""
        return PackError(code, vi=vi, en=en, file=self.path, line=self.line(location))


class _PlainLoader(yaml.SafeLoader):
    """SafeLoader with the scalars of YAML 1.2's core schema, plus dates, and no aliases."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


def read_pack_file(path: Path) -> PackFile:
    """The file's data with its lines.

    Raises:
        PackError: not UTF-8, not YAML, empty, not a mapping, a key that stands twice, an alias or a tag.
    """
    text = _text_of(path)
    try:
        loader = _PlainLoader(text)
    except yaml.YAMLError as error:  # a control character
        raise _fault(
            path, 1, "packs.yaml", f"không đọc được YAML: {error}", f"not readable as YAML: {error}"
        ) from error
    try:
        node = loader.get_single_node()
        lines: dict[Location, int] = {}
        data = None if node is None else _construct(loader, node, (), lines, path)
    except yaml.MarkedYAMLError as error:
        raise _broken(path, error) from error
    finally:
        loader.dispose()
    if data is None:
        raise _fault(
            path, 1, "packs.empty", "tệp rỗng; hãy điền nội dung hoặc xoá tệp", "empty file; fill or delete it"
        )
    if not isinstance(data, dict):
        raise _fault(
            path, 1, "packs.yaml", "tệp phải là các dòng “khoá: giá trị”", "the file must be lines of “key: value”"
        )
    return PackFile(path, data, lines)


def _text_of(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return nfc(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _fault(
            path,
            line,
            "packs.encoding",
            "tệp không phải UTF-8; hãy lưu lại bằng mã UTF-8",
            "not UTF-8; save it as UTF-8",
        ) from error


def _construct(loader: _PlainLoader, node: yaml.Node, at: Location, lines: dict[Location, int], path: Path) -> Any:
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(loader, node, at, lines, path)
    if isinstance(node, yaml.SequenceNode):
        for position, entry in enumerate(node.value):
            lines[(*at, position)] = entry.start_mark.line + 1
        return [_construct(loader, entry, (*at, i), lines, path) for i, entry in enumerate(node.value)]
    try:
        return loader.construct_object(node)
    except ValueError as error:
        line = node.start_mark.line + 1
        raise _fault(
            path, line, "packs.date", f"“{node.value}” không phải ngày có thật", f"“{node.value}” is no real date"
        ) from error


def _construct_mapping(
    loader: _PlainLoader, node: yaml.MappingNode, at: Location, lines: dict[Location, int], path: Path
) -> dict[Any, Any]:
    built: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _fault(path, line, "packs.yaml", "khoá phải là một từ", "a key must be one word")
        key = loader.construct_object(key_node)
        if key in built:
            first = lines[(*at, key)]
            raise _fault(
                path,
                line,
                "packs.key-twice",
                f"khoá “{key}” đã có ở dòng {first}; mỗi khoá chỉ viết một lần",
                f"the key “{key}” already stands on line {first}; write each key once",
            )
        lines[(*at, key)] = line
        built[key] = _construct(loader, value_node, (*at, key), lines, path)
    return built


def _broken(path: Path, error: yaml.MarkedYAMLError) -> PackError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = error.problem or ""
    if problem == "alias":
        return _fault(
            path,
            line,
            "packs.alias",
            "không dùng bí danh (*tên); hãy viết lại giá trị",
            "no aliases (*name); repeat the value",
        )
    if r"'\t'" in problem:
        return _fault(
            path, line, "packs.tab", "có dấu tab; hãy thụt dòng bằng dấu cách", "a tab character; indent with spaces"
        )
    if "could not determine a constructor" in problem:
        return _fault(path, line, "packs.tag", "không dùng thẻ kiểu (!tên)", "no type tags (!name)")
    return _fault(path, line, "packs.yaml", f"không đọc được YAML: {problem}", f"not readable as YAML: {problem}")


def _fault(path: Path, line: int, code: str, vi: str, en: str) -> PackError:
    return PackError(code, vi=vi, en=en, file=path, line=line)
