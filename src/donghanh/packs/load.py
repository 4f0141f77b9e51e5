"""Reads packs: every file, every fault, and only then says whether they hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from donghanh.errors import PackError
from donghanh.indicators.definition import Indicator
from donghanh.indices.definition import Edition
from donghanh.lake.definition import Dataset
from donghanh.packs import check
from donghanh.packs.check import Entry
from donghanh.packs.definition import Pack, PackHead, Packs, PacksError
from donghanh.packs.schema import validate
from donghanh.packs.source import PackFile, read_pack_file
from donghanh.text import nearest

Model = TypeVar("Model", bound=BaseModel)
Key = TypeVar("Key")
_FOLDERS = ("datasets", "surveys", "indicators", "indices", "reports", "examples", "vocabulary")
"""The folders a pack may have. Surveys, reports and words for the reader are read by those who use them."""


@dataclass
class _Reading:
    packs: dict[str, Pack] = field(default_factory=dict)
    datasets: dict[str, Entry[Dataset]] = field(default_factory=dict)
    indicators: dict[str, Entry[Indicator]] = field(default_factory=dict)
    indices: dict[tuple[str, str], Entry[Edition]] = field(default_factory=dict)
    errors: list[PackError] = field(default_factory=list)


def load_packs(folders: Iterable[Path]) -> Packs:
    """The packs in these folders (each holds pack folders, or is one).

    Raises:
        PacksError: anything is wrong in any of them; its ``errors`` name every fault with file and line.
    """
    packs, errors = read_packs(folders)
    if errors:
        raise PacksError(errors)
    return packs


def read_packs(folders: Iterable[Path]) -> tuple[Packs, tuple[PackError, ...]]:
    """What could be read, and everything that is wrong, in order of file and line."""
    reading = _Reading()
    for folder in folders:
        found = pack_folders(folder)
        for pack_folder in found:
            _read_pack(pack_folder, reading)
        if not found:
            reading.errors.append(_no_packs(folder))
    reading.errors += check.needs(reading.packs)
    reading.errors += check.datasets(reading.datasets)
    reading.errors += check.indicators(reading.indicators, reading.datasets)
    reading.errors += check.editions(reading.indices, reading.indicators)
    packs = Packs(
        reading.packs,
        {code: entry.definition for code, entry in reading.datasets.items()},
        {code: entry.definition for code, entry in reading.indicators.items()},
        {key: entry.definition for key, entry in reading.indices.items()},
        {key: entry.file.path for key, entry in reading.indices.items()},
    )
    return packs, tuple(sorted(reading.errors, key=lambda error: (str(error.file), error.line)))


def pack_folders(folder: Path) -> tuple[Path, ...]:
    """The folders of packs in ``folder``, which may itself be one; folders without any YAML are passed over."""
    if (folder / "pack.yaml").is_file():
        return (folder,)
    inside = sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    return tuple(one for one in inside if any(one.glob("*.yaml")) or any(one.glob("*/*.yaml")))


def _no_packs(folder: Path) -> PackError:
    vi = "không có gói nào ở đây; một gói là thư mục có tệp pack.yaml"
    return PackError("packs.none", vi=vi, en="no pack here; a pack is a folder with a pack.yaml", file=folder, line=1)


def _read_pack(folder: Path, reading: _Reading) -> None:
    head_path = folder / "pack.yaml"
    if not head_path.is_file():
        vi = "gói thiếu tệp pack.yaml (mã, tên, phiên bản, đơn vị chủ quản)"
        en = "the pack lacks its pack.yaml (code, name, version, owner)"
        reading.errors.append(PackError("packs.head", vi=vi, en=en, file=head_path, line=1))
    elif (head := _read(head_path, PackHead, reading)) is not None:
        reading.errors += check.head(head, folder, reading.packs)
        reading.packs.setdefault(head.definition.code, Pack(head.definition, folder))
    _check_folder_names(folder, reading)
    for dataset in _read_all(folder / "datasets", Dataset, reading):
        _add(reading.datasets, dataset.definition.code, dataset, reading)
    for indicator in _read_all(folder / "indicators", Indicator, reading):
        _add(reading.indicators, indicator.definition.code, indicator, reading)
    for edition in _read_all(folder / "indices", Edition, reading):
        _add(reading.indices, (edition.definition.code, edition.definition.edition), edition, reading)


def _check_folder_names(folder: Path, reading: _Reading) -> None:
    for one in sorted(folder.iterdir()):
        if one.is_dir() and one.name not in _FOLDERS and any(one.glob("*.yaml")):
            vi, en = nearest(one.name, _FOLDERS)
            vi, en = f"gói không có thư mục “{one.name}”; {vi}", f"a pack has no folder “{one.name}”; {en}"
            reading.errors.append(PackError("packs.folder", vi=vi, en=en, file=one, line=1))


def _read_all(folder: Path, model: type[Model], reading: _Reading) -> Iterator[Entry[Model]]:
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        entry = _read(path, model, reading)
        if entry is not None:
            yield entry


def _read(path: Path, model: type[Model], reading: _Reading) -> Entry[Model] | None:
    try:
        file: PackFile = read_pack_file(path)
    except PackError as error:
        reading.errors.append(error)
        return None
    definition, errors = validate(file, model)
    reading.errors += errors
    return None if definition is None else Entry(file, definition)


def _add(known: dict[Key, Entry[Model]], key: Key, entry: Entry[Model], reading: _Reading) -> None:
    if key in known:
        first = known[key].file
        shown = " ".join(key) if isinstance(key, tuple) else key
        vi = f"mã “{shown}” đã khai báo ở {first.path}:{first.line(('code',))}; mỗi mã chỉ khai báo một lần"
        en = f"the code “{shown}” is already declared at {first.path}:{first.line(('code',))}; declare each code once"
        reading.errors.append(entry.file.error("packs.code-twice", ("code",), vi=vi, en=en))
        return
    known[key] = entry
