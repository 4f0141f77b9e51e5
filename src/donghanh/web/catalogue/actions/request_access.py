"""An organisation asks to see more of a dataset than its level opens to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import DefinitionError, InputError
from donghanh.lake.definition import Dataset
from donghanh.lake.sharing.access import masks_for, one_of, row_condition
from donghanh.web.audit.log import record
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.models.grant import LONGEST, WHOLE
from donghanh.web.catalogue.permissions import may_read_dataset, require_requesting
from donghanh.web.organisations.models import User


@dataclass(frozen=True)
class AccessFacts:
    """What is asked for. Rows come either as values of one column or as SQL; neither means every row."""

    purpose: str
    starts_on: date
    ends_on: date
    columns: Sequence[str] = ()
    """Public columns; none means all."""
    personal: Mapping[str, str] | None = None
    """Personal column → ``whole`` or a kind of mask."""
    row_column: str = ""
    row_values: Sequence[str] = ()
    row_sql: str = ""


@transaction.atomic
def request_access(dataset: Dataset, facts: AccessFacts, *, by: User, once: UUID | str | None = None) -> Grant:
    """Send the request; the dataset's owner answers it.

    Raises:
        RefusedError: not an officer of an organisation.
        InputError: what is asked for does not fit the dataset, is nothing new, or lacks purpose or sound dates.
    """
    require_requesting(by)
    personal = dict(facts.personal or {})
    _check_columns(dataset, facts.columns, personal)
    _check_words_and_days(facts)
    if may_read_dataset.test(by, dataset) and not personal:
        raise _wrong(
            "nothing-new",
            "Đơn vị đã được đọc mọi cột không phải dữ liệu cá nhân của tập này; chỉ cần yêu cầu khi cần cột cá nhân.",
            "Your organisation reads every column without personal data already; ask only for personal columns.",
        )
    grant = Grant.objects.create(
        dataset_code=dataset.code,
        organisation=by.organisation,
        columns=list(facts.columns),
        personal=personal,
        row_column=facts.row_column,
        row_values=list(facts.row_values),
        row_condition=_rows(dataset, facts),
        purpose=facts.purpose.strip(),
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        requested_by=by,
        requested_at=timezone.now(),
    )
    asked = {"columns": grant.columns, "personal": grant.personal, "rows": grant.row_condition}
    days = {"starts_on": facts.starts_on.isoformat(), "ends_on": facts.ends_on.isoformat()}
    record("access.requested", grant, by=by, reason=grant.purpose, data=asked | days, once=once)
    return grant


def _check_columns(dataset: Dataset, columns: Sequence[str], personal: Mapping[str, str]) -> None:
    public = {column.name for column in dataset.public_columns}
    unknown = sorted({*columns} - public) + sorted({*personal} - {*dataset.sharing.personal})
    if unknown:
        raise _wrong(
            "columns",
            f"Tập dữ liệu không có cột {', '.join(unknown)} (cột cá nhân phải nêu đích danh ở phần dữ liệu cá nhân).",
            f"The dataset has no column {', '.join(unknown)} (personal columns are named in their own part).",
        )
    for name, kind in personal.items():
        if kind != WHOLE and kind not in masks_for(dataset.column(name)):
            raise _wrong("mask", f"Cột {name} không che được kiểu “{kind}”.", f"{name} cannot be masked by “{kind}”.")


def _check_words_and_days(facts: AccessFacts) -> None:
    if len(facts.purpose.split()) < 3:
        raise _wrong(
            "purpose",
            "Ghi rõ mục đích khai thác, ít nhất ba từ; người duyệt và đơn vị chủ quản sẽ đọc.",
            "Give the purpose in at least three words; the owner reads it.",
        )
    if facts.ends_on < max(facts.starts_on, timezone.localdate()):
        raise _wrong(
            "days", "Ngày kết thúc đã qua hoặc trước ngày bắt đầu.", "The last day has passed or is before the first."
        )
    if facts.ends_on - facts.starts_on > LONGEST:
        raise _wrong(
            "too-long",
            "Quyền khai thác dài nhất hai năm; hết hạn thì gửi yêu cầu mới.",
            "Access is given for two years at most; afterwards send a new request.",
        )


def _rows(dataset: Dataset, facts: AccessFacts) -> str:
    if facts.row_column and facts.row_sql.strip():
        raise _wrong(
            "rows-twice",
            "Chỉ nêu dòng bằng một cách: theo giá trị của một cột, hoặc bằng điều kiện SQL.",
            "Give the rows in one way: by values of a column, or by an SQL condition.",
        )
    try:
        if facts.row_column:
            return one_of(dataset, facts.row_column, facts.row_values)
        if facts.row_sql.strip():
            row_condition(dataset, facts.row_sql)
    except DefinitionError as error:
        raise _wrong("rows", f"Phạm vi dòng: {error.vi}.", f"Rows: {error.en}.") from error
    return facts.row_sql.strip()


def _wrong(code: str, vi: str, en: str) -> InputError:
    return InputError(f"access.{code}", vi=vi, en=en)
