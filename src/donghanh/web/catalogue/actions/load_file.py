"""Load a file into a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.loading.load import Loaded, load
from donghanh.web.audit.log import record, refuse_replay
from donghanh.web.catalogue.models import Upload
from donghanh.web.catalogue.permissions import require_loading
from donghanh.web.catalogue.querysets import lake, packs
from donghanh.web.organisations.models import User


def load_file(
    dataset: Dataset,
    file: Path,
    *,
    by: User,
    file_name: str,
    period: str | None = None,
    as_of: date | None = None,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    once: str | None = None,
) -> Loaded:
    """Load the file as a new version of the dataset, and keep who sent it.

    The lake commits by itself, outside any transaction of the application: a long load keeps nobody from writing. A
    crash between the two leaves a load that the lake knows all about, and that ``donghanh verify`` names.

    Raises:
        RefusedError: the person may not, the form was already received, or the same file is loaded already.
        LoadError: the file cannot be loaded; nothing was stored.
    """
    require_loading(by, dataset)
    refuse_replay(once)
    loaded = load(
        lake(),
        dataset,
        file,
        packs().places,
        loaded_by=by.get_username(),
        file_name=file_name,
        organisation=by.organisation.code if by.organisation else None,
        period=period,
        as_of=as_of,
        sheet=sheet,
        mapping=mapping,
    )
    if loaded.repeated:
        raise _loaded_before(loaded.record)
    with transaction.atomic():
        upload = Upload.objects.create(
            dataset_code=dataset.code, file_name=file_name, uploaded_by=by, load_id=loaded.record.id
        )
        record("dataset.file_loaded", upload, by=by, data={"sha256": loaded.record.sha256}, once=once)
    return loaded


def _loaded_before(earlier: LoadRecord) -> RefusedError:
    when = f"{timezone.localtime(earlier.loaded_at):%H:%M %d/%m/%Y}"
    return RefusedError(
        "state.loaded-before",
        vi=f"Tệp này đã được nạp lúc {when} (lần nạp {earlier.id}); không nạp lần thứ hai.",
        en=f"This file was already loaded at {when} (load {earlier.id}); it is not loaded twice.",
    )
