"""A person keeps the filter of a list under a name."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import SavedView

MOST = 30
"""Views one person keeps for one list: more could not be told apart."""


@transaction.atomic
def save_view(
    *, by: User, page: str, name: str, query: str, is_shared: bool = False, once: UUID | str | None = None
) -> SavedView:
    """Keep ``query`` (as in the address); a view of the same name is replaced.

    Raises:
        InputError: no name, no such list, an empty or overlong filter, or too many views already.
    """
    name, query = name.strip(), _without_page(query)
    if not name or len(name) > 80 or page not in SavedView.Page.values:
        raise InputError(
            "view.name", vi="Hãy đặt tên bộ lọc, tối đa 80 ký tự.", en="Name the filter, in at most 80 letters."
        )
    if not query or len(query) > 1000:
        raise InputError(
            "view.query",
            vi="Bộ lọc trống hoặc quá dài nên không lưu được. Hãy lọc danh sách trước rồi lưu.",
            en="The filter is empty or too long to be kept. Narrow the list first, then keep it.",
        )
    kept = SavedView.objects.filter(owner=by, page=page)
    if kept.exclude(name=name).count() >= MOST:
        raise InputError(
            "view.too_many",
            vi=f"Bạn đã lưu {MOST} bộ lọc. Hãy xóa bớt một bộ lọc rồi lưu lại.",
            en=f"You keep {MOST} filters already. Delete one and try again.",
        )
    facts = {"query": query, "is_shared": is_shared and by.organisation_id is not None}
    view, _made = SavedView.objects.update_or_create(owner=by, page=page, name=name, defaults=facts)
    record("view.saved", view, by=by, data={"page": page, "query": query, "shared": view.is_shared}, once=once)
    return view


def _without_page(query: str) -> str:
    asked = QueryDict(query, mutable=True)
    asked.pop("trang", None)
    for key in [key for key, value in asked.items() if not value]:
        del asked[key]
    return asked.urlencode()
