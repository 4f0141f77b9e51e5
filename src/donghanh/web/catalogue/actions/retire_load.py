"""Take a load back."""

from __future__ import annotations

from django.db import transaction

from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.retiring import retire
from donghanh.web.audit.log import record
from donghanh.web.catalogue.models import Upload
from donghanh.web.catalogue.permissions import require_loading
from donghanh.web.catalogue.querysets import lake
from donghanh.web.organisations.models import User


@transaction.atomic
def retire_load(dataset: Dataset, load_id: str, *, by: User, why: str, once: str | None = None) -> LoadRecord:
    """A new version without the effect of the load; nothing is erased, the versions before stay readable.

    The entry in the log comes first: a form sent twice is refused before the lake is touched, and a load that cannot
    be taken back takes the entry with it.

    Raises:
        RefusedError: the person may not, or the form was already received.
        LoadError: no such load, it was taken back before, or no reason was given.
    """
    require_loading(by, dataset)
    upload = Upload.objects.create(dataset_code=dataset.code, file_name=f"rút {load_id}", uploaded_by=by)
    record("dataset.load_retired", upload, by=by, reason=why, data={"load": load_id}, once=once)
    done = retire(lake(), dataset, load_id, by=by.get_username(), why=why)
    upload.load_id = done.id
    upload.save(update_fields=["load_id"])
    return done
