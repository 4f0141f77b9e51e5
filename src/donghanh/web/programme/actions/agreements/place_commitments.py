"""Commitments are put under the contents of the paper they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Commitment, Content
from donghanh.web.programme.permissions.agreements import require_documents


@transaction.atomic
def place_commitments(
    agreement: Agreement,
    places: Mapping[Commitment, Content | None],
    *,
    by: User,
    once: UUID | str | None = None,
) -> int:
    """Put each commitment under its content, or under none; gives how many moved.

    Where a promise stands in the paper is no wording, so it can be set right after the signing too.

    Raises:
        InputError: a commitment or a content of another agreement.
        RefusedError: not the standing office.
    """
    require_documents(by)
    contents = {one.pk for one in agreement.contents.all()}
    commitments = {one.pk: one for one in agreement.commitments.select_for_update().order_by("pk")}
    moved = {}
    for given, content in places.items():
        if given.pk not in commitments or (content is not None and content.pk not in contents):
            raise InputError(
                "commitment.content",
                vi=f"“{given}” và “{content}” không thuộc cùng thỏa thuận “{agreement}”.",
                en=f"“{given}” and “{content}” are not both of the agreement “{agreement}”.",
            )
        one = commitments[given.pk]
        if one.content_id != (content.pk if content else None):
            moved[str(one.number)] = content.number if content else ""
            one.content = content
            one.version += 1
            one.save()
    if moved:
        record("agreement.commitments_placed", agreement, by=by, data={"places": moved}, once=once)
    return len(moved)
