"""Take a load back."""

from __future__ import annotations

from django.db import transaction

from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.retiring import retire
from donghanh.web.audit.log import record, refuse_replay
from donghanh.web.catalogue.models import Upload
from donghanh.web.catalogue.permissions import require_loading
from donghanh.web.catalogue.querysets import lake
from donghanh.web.organisations.models import User


def retire_load(dataset: Dataset, load_id: str, *, by: User, why: str, once: str | None = None) -> LoadRecord:
    """A new version without the effect of the load; nothing is erased, the versions before stay readable.

    Raises:
        RefusedError: the person may not, or the form was already received.
        LoadError: no such load, it was taken back before, or no reason was given.
    """
    require_loading(by, dataset)
    refuse_replay(once)
    done = retire(lake(), dataset, load_id, by=by.get_username(), why=why)
    with transaction.atomic():
        upload = Upload.objects.create(
            dataset_code=dataset.code, file_name=done.file_name[:255], uploaded_by=by, load_id=done.id
        )
        record("dataset.load_retired", upload, by=by, reason=why, data={"load": load_id}, once=once)
    return done
