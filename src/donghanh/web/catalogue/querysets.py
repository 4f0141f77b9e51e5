"""Named questions about datasets: what the packs declare, what the lake holds."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import Fault
from donghanh.lake.lineage import LoadRecord, faults, loads, newest_loads
from donghanh.lake.sharing.access import View, select_view
from donghanh.lake.storage import Lake
from donghanh.lake.trace import record_id
from donghanh.packs.definition import Packs, PacksError
from donghanh.packs.load import load_packs
from donghanh.packs.own import changed
from donghanh.paths import lake_folder, own_packs_folder, packs_folders
from donghanh.text import fold
from donghanh.web.catalogue.models import Grant
from donghanh.web.organisations.models import Organisation, Role, User

_log = logging.getLogger(__name__)
FAULT_KINDS = {
    "required": ("thiếu giá trị bắt buộc", "a required value is missing"),
    "date": ("không phải ngày", "not a date"),
    "date-order": ("đảo ngày và tháng", "day and month swapped"),
    "date-year": ("năm viết sai", "a wrong year"),
    "timestamp": ("không phải thời điểm", "not a time"),
    "integer": ("không phải số nguyên", "not a whole number"),
    "decimal": ("không phải số", "not a number"),
    "decimal-unclear": ("không rõ phần nghìn hay phần thập phân", "thousands or decimals unclear"),
    "money": ("không phải số tiền", "not an amount of money"),
    "money-fraction": ("số tiền có phần lẻ", "an amount with a fraction"),
    "minimum": ("nhỏ hơn mức thấp nhất", "below the minimum"),
    "maximum": ("lớn hơn mức cao nhất", "above the maximum"),
    "boolean": ("không phải có hoặc không", "neither yes nor no"),
    "values": ("giá trị ngoài danh mục", "not in the list"),
    "pattern": ("sai mẫu", "does not follow the pattern"),
    "place": ("mã địa bàn không có", "an unknown place"),
    "place-day": ("địa bàn không tồn tại vào ngày đó", "the place did not exist on that day"),
    "organisation": ("mã cơ quan, đơn vị không có", "an unknown organisation"),
    "reference": ("không có trong tập dữ liệu tham chiếu", "not found where it refers to"),
    "reference-unchecked": ("chưa kiểm tra được với tập tham chiếu", "could not be checked against its dataset"),
    "geometry": ("không đọc được hình học", "a geometry that cannot be read"),
    "geometry-bounds": ("tọa độ nằm ngoài trái đất", "coordinates outside the earth"),
    "geometry-swapped": ("đảo kinh độ và vĩ độ", "longitude and latitude swapped"),
    "period": ("ngoài kỳ báo cáo của tệp", "outside the period of the file"),
    "key-twice": ("trùng khóa trong tệp", "the key stands twice in the file"),
    "key-exists": ("khóa đã có trong tập dữ liệu", "the key is already in the dataset"),
    "fields": ("số ô khác dòng tiêu đề", "cells do not match the titles"),
}
"""Code of a fault → its kind in Vietnamese and English, without the value."""


def lake() -> Lake:
    """The lake in the data folder; one for the process."""
    return Lake.open(lake_folder())


@lru_cache(maxsize=2)
def _read(folders: tuple[Path, ...], changed: int) -> Packs:
    """What stood in the folders then; ``changed`` only tells one reading from the next."""
    global _sound
    try:
        found = load_packs(folders)
    except PacksError as error:
        if _sound is None or _sound[0] != folders:
            raise
        # A pack spoilt by hand while the application runs: what was sound is served on, and the log says why.
        _log.error("packs in %s do not hold, the earlier ones stay in use: %s", folders, error)
        return _sound[1]
    _sound = (folders, found)
    return found


_sound: tuple[tuple[Path, ...], Packs] | None = None
"""The packs that were last read without a fault."""


def packs() -> Packs:
    """What the packs declare; each process reads them again once the installation's own packs have changed.

    The time of the folder of own packs tells: keeping an edition moves it, and so does a pack put there by hand.
    """
    return _read(packs_folders(), changed(own_packs_folder()))


def dataset_of(code: str) -> Dataset:
    """The dataset of that code, or the page not found."""
    if code not in packs().datasets:
        raise Http404(code)
    return packs().datasets[code]


def datasets_matching(words: str) -> list[Dataset]:
    """The datasets whose code, name, description or owner holds every word, diacritics aside, by name."""
    wanted = fold(words).split()
    found = [one for one in packs().datasets.values() if all(word in _searched(one) for word in wanted)]
    return sorted(found, key=lambda one: fold(one.name["vi"]))


def _searched(dataset: Dataset) -> str:
    return fold(
        " ".join((dataset.code, *dataset.name.values(), *dataset.description.values(), *dataset.owner.values()))
    )


def loads_of(dataset: Dataset) -> tuple[LoadRecord, ...]:
    """The loads of a dataset, newest first."""
    return loads(lake(), dataset.code)


def version_of(dataset: Dataset, snapshot: str = "") -> LoadRecord | None:
    """The version asked for, or the newest; None where there is no load at all; the page not found for no version."""
    records = loads_of(dataset)
    if not snapshot:
        return records[0] if records else None
    found = next((one for one in records if str(one.snapshot) == snapshot), None)
    if found is None:
        raise Http404(snapshot)
    return found


def last_loads() -> dict[str, LoadRecord]:
    """The newest load of every dataset that has one, in one question to the lake."""
    return newest_loads(lake())


def quarantine_reasons(dataset: Dataset, load: LoadRecord) -> tuple[tuple[dict[str, str], int], ...]:
    """What kinds of fault a load set rows aside for, in words, and how many of each, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    said: dict[tuple[str, str], dict[str, str]] = {}
    for fault in faults(lake(), dataset, load.id):
        kind = (fault.column, fault.code)
        counts[kind] += 1
        said.setdefault(kind, _kind_words(dataset, fault))
    return tuple((said[kind], number) for kind, number in counts.most_common())


def _kind_words(dataset: Dataset, fault: Fault) -> dict[str, str]:
    """The kind of a fault without the value it was found in; a check of the dataset brings its own words."""
    if fault.code not in FAULT_KINDS:
        return {"vi": fault.vi, "en": fault.en}
    vi, en = FAULT_KINDS[fault.code]
    label = next((column.label for column in dataset.columns if column.name == fault.column), {})
    name = {"vi": label.get("vi", fault.column), "en": label.get("en", fault.column)}
    return {"vi": f"{name['vi']}: {vi}", "en": f"{name['en']}: {en}"} if fault.column else {"vi": vi, "en": en}


@dataclass(frozen=True)
class Preview:
    """The first rows of a version, as one person may see them, each with the id of its record."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[object, ...]], ...]
    """Figure id (empty where the key is not among what the person sees) and the values."""
    hidden: int
    """How many columns are not shown."""


def preview(dataset: Dataset, version: LoadRecord, view: View, *, limit: int) -> Preview:
    """The first rows of a version by key."""
    columns = [column for column in dataset.columns if column.name in view.names]
    order = [key for key in dataset.keys if key in view.columns]
    select = select_view(lake(), dataset, version.snapshot, view)
    select += f" ORDER BY {', '.join(map(_quoted, order))} LIMIT {limit}" if order else f" LIMIT {limit}"
    with lake().reading() as cursor:
        found = cursor.execute(select).fetchall()
    rows = []
    for row in found:
        by_name = dict(zip((column.name for column in columns), row, strict=True))
        has_key = len(order) == len(dataset.keys)
        figure_id = record_id(dataset, [by_name[key] for key in order], version.snapshot) if has_key else ""
        rows.append((figure_id, tuple(_worded(column, by_name[column.name]) for column in columns)))
    return Preview(tuple(columns), tuple(rows), len(dataset.columns) - len(columns))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _worded(column: Column, value: object) -> object:
    """The value; a code as its words, a geometry only named."""
    if isinstance(value, bytes):
        return f"{len(value)} byte"
    return column.values.get(str(value), value)


def names_of(usernames: set[str]) -> dict[str, str]:
    """The people behind user names, with their organisation; unknown names are left out."""
    people = User.objects.filter(username__in=usernames).select_related("organisation")
    return {one.username: f"{one} ({one.organisation})" if one.organisation else str(one) for one in people}


def office_names() -> dict[str, str]:
    """Code of an organisation → what to call it, for units that are no places."""
    return {one.code: str(one) for one in Organisation.objects.all()}


def row_counts(datasets: Iterable[Dataset]) -> dict[str, int]:
    """How many rows each dataset holds now, in one question; those never loaded are left out."""
    loaded = last_loads()
    counted = [f"SELECT '{one.code}', count(*) FROM {one.table}" for one in datasets if one.code in loaded]
    if not counted:
        return {}
    with lake().reading() as cursor:
        return dict(cursor.execute(" UNION ALL ".join(counted)).fetchall())


def is_owner(organisation: Organisation, dataset: Dataset) -> bool:
    """Whether the pack names this organisation as the dataset's owner; packs leave the province's name out."""
    owners = {_plain(name) for name in dataset.owner.values() if name}
    names = (_plain(organisation.name), _plain(organisation.short_name))
    return any(name == owner or name.startswith(f"{owner} ") for owner in owners for name in names)


def _plain(name: str) -> str:
    """Packs write the committee's name out, officials shorten it."""
    return fold(name).replace("uy ban nhan dan", "ubnd")


def owner_offices() -> list[Organisation]:
    """The offices of the province that have an officer who could answer for a dataset."""
    officers = User.objects.filter(is_active=True, role__in=[Role.DEPARTMENT, Role.STANDING_OFFICE])
    offices = Organisation.objects.filter(pk__in=officers.values("organisation"))
    return list(offices.exclude(kind=Organisation.Kind.PARTNER))


def owner_office(dataset: Dataset, offices: Iterable[Organisation] | None = None) -> Organisation | None:
    """The office that owns the dataset, if it has an officer here; ``offices`` saves asking again."""
    return next((one for one in (owner_offices() if offices is None else offices) if is_owner(one, dataset)), None)


def grants_in_force(organisation: Organisation) -> QuerySet[Grant]:
    """The grants an organisation holds today; at most one for each dataset."""
    today = timezone.localdate()
    return Grant.objects.filter(
        organisation=organisation, state=Grant.State.APPROVED, starts_on__lte=today, ends_on__gte=today
    )


def listed_grants() -> QuerySet[Grant]:
    """Grants as lists show them, without another question for each row."""
    return Grant.objects.select_related("organisation", "requested_by__organisation", "decided_by", "ended_by")


def waiting_grants() -> QuerySet[Grant]:
    """Requests nobody has answered, the oldest first."""
    return listed_grants().filter(state=Grant.State.REQUESTED).order_by("requested_at")


def grants_seen_by(user: User) -> QuerySet[Grant]:
    """The grants over datasets of the person's organisation; all of them for the standing office and leaders."""
    if user.role in (Role.STANDING_OFFICE, Role.LEADER):
        return listed_grants()
    owned = [code for code, one in packs().datasets.items() if user.organisation and is_owner(user.organisation, one)]
    return listed_grants().filter(dataset_code__in=owned)
