"""What does not fit between the files of packs: names that point nowhere, editions that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from donghanh.errors import DefinitionError, PackError
from donghanh.indicators.definition import Indicator
from donghanh.indices.check import problems
from donghanh.indices.definition import Edition
from donghanh.lake.definition import Dataset
from donghanh.packs.definition import Pack, PackHead
from donghanh.packs.schema import quoted_in
from donghanh.packs.source import Location, PackFile
from donghanh.text import nearest

Model = TypeVar("Model", bound=BaseModel)
ORGANISATIONS = "core.organisations"
"""The dataset whose codes columns of type organisation hold."""


@dataclass(frozen=True)
class Entry(Generic[Model]):
    """A definition with the file it stands in."""

    file: PackFile
    definition: Model


def head(entry: Entry[PackHead], folder: Path, known: Mapping[str, Pack]) -> Iterator[PackError]:
    """A pack's code is its folder's name, and taken once."""
    code = entry.definition.code
    if code != folder.resolve().name:
        vi = f"mã gói “{code}” phải trùng tên thư mục “{folder.resolve().name}”"
        en = f"the pack's code “{code}” must be its folder's name “{folder.resolve().name}”"
        yield entry.file.error("packs.head", ("code",), vi=vi, en=en)
    if code in known:
        vi, en = (
            f"gói “{code}” đã có ở {known[code].folder}",
            f"the pack “{code}” already stands in {known[code].folder}",
        )
        yield entry.file.error("packs.code-twice", ("code",), vi=vi, en=en)


def needs(packs: Mapping[str, Pack]) -> Iterator[PackError]:
    """Every pack that is needed is there."""
    for pack in packs.values():
        for needed in pack.head.needs:
            if needed not in packs:
                vi, en = nearest(needed, packs)
                vi = f"gói “{pack.head.code}” cần gói “{needed}” nhưng không có; {vi}"
                en = f"the pack “{pack.head.code}” needs the pack “{needed}”, which is not there; {en}"
                yield PackError("packs.needs", vi=vi, en=en, file=pack.folder / "pack.yaml", line=1)


def datasets(found: Mapping[str, Entry[Dataset]]) -> Iterator[PackError]:
    """Every code that a column holds has a register: the dataset it refers to is declared, and has that key."""
    for entry in found.values():
        for position, column in enumerate(entry.definition.columns):
            at: Location = ("columns", position, "type")
            if column.type == "organisation" and ORGANISATIONS not in found:
                vi = f"cột “{column.name}” kiểu organisation cần gói core (tập {ORGANISATIONS}); thêm core vào needs"
                en = f"“{column.name}” holds organisations: the pack core ({ORGANISATIONS}) is needed"
                yield entry.file.error("packs.organisations", at, vi=vi, en=en)
            if column.references is None:
                continue
            at = ("columns", position, "references")
            if column.references.dataset not in found:
                vi, en = nearest(column.references.dataset, found)
                vi = f"cột “{column.name}” tham chiếu tập dữ liệu “{column.references.dataset}” chưa khai báo; {vi}"
                en = f"“{column.name}” refers to the dataset “{column.references.dataset}”, which is not declared; {en}"
                yield entry.file.error("packs.reference", (*at, "dataset"), vi=vi, en=en)
                continue
            keys = found[column.references.dataset].definition.keys
            if column.references.column not in keys:
                vi, en = nearest(column.references.column, keys)
                vi = f"“{column.references.column}” không thuộc khóa của {column.references.dataset}; {vi}"
                en = f"“{column.references.column}” is no key of {column.references.dataset}; {en}"
                yield entry.file.error("packs.reference", (*at, "column"), vi=vi, en=en)


def indicators(found: Mapping[str, Entry[Indicator]], datasets: Mapping[str, Entry[Dataset]]) -> Iterator[PackError]:
    """Every indicator measures a dataset that is declared."""
    for entry in found.values():
        dataset = entry.definition.dataset
        if dataset not in datasets:
            vi, en = nearest(dataset, datasets)
            vi = f"chỉ tiêu “{entry.definition.code}” dùng tập dữ liệu “{dataset}” chưa khai báo; {vi}"
            en = f"the indicator “{entry.definition.code}” uses the dataset “{dataset}”, which is not declared; {en}"
            yield entry.file.error("packs.dataset", ("dataset",), vi=vi, en=en)
            continue
        try:
            entry.definition.check_against(datasets[dataset].definition)
        except DefinitionError as error:
            yield entry.file.error("packs.column", quoted_in(entry.file, (), error.en), vi=error.vi, en=error.en)


def editions(
    found: Mapping[tuple[str, str], Entry[Edition]], known: Mapping[str, Entry[Indicator]]
) -> Iterator[PackError]:
    """Every edition holds together, and its items are fed by indicators that are declared."""
    for entry in found.values():
        for problem in problems(entry.definition):
            yield entry.file.error(problem.code, problem.location, vi=problem.vi, en=problem.en)
        yield from _nested(entry, found)
        for position, item in enumerate(entry.definition.items):
            if item.indicator is None:
                continue
            if item.indicator not in known:
                vi, en = nearest(item.indicator, known)
                vi = f"chỉ số “{item.code}” lấy số từ chỉ tiêu “{item.indicator}” chưa khai báo; {vi}"
                en = f"the item “{item.code}” is fed by the indicator “{item.indicator}”, which is not declared; {en}"
                yield entry.file.error("packs.indicator", ("items", position, "indicator"), vi=vi, en=en)
            elif "denominator" in item.roles and known[item.indicator].definition.denominator is None:
                vi = f"chỉ số “{item.code}” cần tử số và mẫu số; chỉ tiêu “{item.indicator}” không có mẫu số"
                en = (
                    f"the item “{item.code}” needs a numerator and a denominator; “{item.indicator}” has no denominator"
                )
                yield entry.file.error("packs.indicator", ("items", position, "indicator"), vi=vi, en=en)


def _nested(entry: Entry[Edition], found: Mapping[tuple[str, str], Entry[Edition]]) -> Iterator[PackError]:
    """The edition above is there, and so are its items that this one feeds."""
    below = entry.definition.below
    feeding = [(position, item) for position, item in enumerate(entry.definition.items) if item.feeds]
    if below is None:
        for position, item in feeding:
            vi = f"“{item.code}” có “feeds” nhưng bộ chỉ số không khai báo “below” (nằm dưới bộ nào)"
            en = f"“{item.code}” has “feeds”, but the edition does not say “below” which one it stands"
            yield entry.file.error("packs.below", ("items", position, "feeds"), vi=vi, en=en)
        return
    if (below.index, below.edition) not in found:
        vi, en = nearest(f"{below.index} {below.edition}", (" ".join(key) for key in found))
        vi = f"không có bộ chỉ số “{below.index} {below.edition}”; {vi}"
        en = f"there is no edition “{below.index} {below.edition}”; {en}"
        yield entry.file.error("packs.below", ("below",), vi=vi, en=en)
        return
    above = {item.code: item for item in found[below.index, below.edition].definition.items}
    named: list[tuple[Location, str, tuple[str, ...]]] = []
    if below.item:
        named.append((("below", "item"), below.item, ("value",)))
    named += [(("items", position, "feeds"), str(item.feeds), item.roles) for position, item in feeding]
    for location, code, roles in named:
        if code not in above:
            vi, en = nearest(code, above)
            vi = f"bộ chỉ số “{below.index} {below.edition}” không có chỉ số “{code}”; {vi}"
            en = f"“{below.index} {below.edition}” has no item “{code}”; {en}"
            yield entry.file.error("packs.below", location, vi=vi, en=en)
        elif above[code].roles and not set(roles) & set(above[code].roles):
            wanted = ", ".join(above[code].roles)
            vi = f"“{code}” ở bộ trên cần đầu vào {wanted}; ở đây chỉ có {', '.join(roles)}"
            en = f"“{code}” above takes the inputs {wanted}; here there is only {', '.join(roles)}"
            yield entry.file.error("packs.below", location, vi=vi, en=en)
