"""Change one item of an edition of the installation: complete a row of the annex, or say who fills and checks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.indices.definition import Edition
from donghanh.text import nearest
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_editions import Sent, file_to_change, keep_text
from donghanh.web.scoreboard.models import OwnEdition
from donghanh.web.scoreboard.own_editions import summed_again, written_again
from donghanh.web.scoreboard.permissions import require_keeping_editions

CHANGED = ("max", "rule", "derive", "inputs", "owner", "verifier", "indicator", "evidence", "feeds")
"""The keys of an item that a form may change."""


@transaction.atomic
def change_item(
    edition: Edition,
    code: str,
    *,
    by: User,
    changes: Mapping[str, Any],
    seen: str,
    sum_again: bool = False,
    once: UUID | str | None = None,
) -> OwnEdition:
    """Put these keys of the item; a value of None takes the key out. With a rule the row waits for the annex no more.

    ``seen`` is the SHA-256 of the edition's file that the form began with; with ``sum_again`` the maxima of the nodes
    above follow.

    Raises:
        RefusedError: the person may not, the form was already received, or the edition is used or not one's own.
        EditionChangedError: somebody saved the edition meanwhile.
        PacksError: the edition does not hold with the change; nothing was kept.
        InputError: there is no such item, or nothing is changed.
    """
    require_keeping_editions(by)
    sent = Sent(by, once, seen)
    file = file_to_change(edition, sent)
    told = file.told
    position = _position(told, code)
    before = told["items"][position]
    told["items"][position] = after = _changed(before, changes)
    if sum_again:
        told = summed_again(told)
    keys = [key for key in ("status", *CHANGED) if before.get(key) != after.get(key)]
    if not keys and not sum_again:
        raise InputError("edition.same", vi="Chưa có gì thay đổi để lưu.", en="Nothing was changed.")
    was, now = ({key: one.get(key) for key in keys} for one in (before, after))
    text = written_again(told, file.text)
    about = f"{before.get('number', code)} {before['name']['vi']}"
    data = {"item": code, "before": was, "after": now, "file_sha256": seen}
    return keep_text("edition.item_changed", text, file.path.name, sent, data, replacing=True, about=about)


def _position(told: dict[str, Any], code: str) -> int:
    codes = [item["code"] for item in told["items"]]
    if code not in codes:
        vi, en = nearest(code, codes)
        raise InputError("edition.item", vi=f"không có chỉ số “{code}”; {vi}", en=f"there is no item “{code}”; {en}")
    return codes.index(code)


def _changed(item: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    strange = set(changes) - set(CHANGED)
    assert not strange, f"no form changes {strange}"
    kept = {key: value for key, value in (item | changes).items() if value is not None}
    if "rule" in kept:
        kept.pop("status", None)
        kept.pop("rows", None)
    return kept
