"""A person no longer needs a filter they kept."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import SavedView


@transaction.atomic
def delete_view(view: SavedView, *, by: User, once: UUID | str | None = None) -> None:
    """Delete the view.

    Raises:
        RefusedError: it is somebody else's.
    """
    if view.owner_id != by.pk:
        raise RefusedError(
            "forbidden.view",
            vi=f"Chỉ {view.owner}, người đã lưu bộ lọc “{view.name}”, được xóa bộ lọc này.",
            en=f"Only {view.owner}, who keeps the filter “{view.name}”, deletes it.",
        )
    record("view.deleted", view, by=by, data={"page": view.page, "query": view.query}, once=once)
    view.delete()
