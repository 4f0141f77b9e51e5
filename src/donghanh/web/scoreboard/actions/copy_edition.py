"""Make a new edition from one that is there, so that a used one can be changed further."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.indices.definition import Edition
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_editions import Sent, keep_text
from donghanh.web.scoreboard.models import OwnEdition
from donghanh.web.scoreboard.own_editions import file_of, written_again
from donghanh.web.scoreboard.permissions import require_keeping_editions


@transaction.atomic
def copy_edition(edition: Edition, code: str, *, by: User, once: UUID | str | None = None) -> OwnEdition:
    """The edition once more under a new edition code, among the installation's own; a shipped one may be copied too.

    Raises:
        RefusedError: the person may not, the form was already received, or the code is taken.
        PacksError: no edition can have that code; nothing was kept.
        InputError: this installation reads no packs of its own.
    """
    require_keeping_editions(by)
    file = file_of(edition)
    text = written_again(file.told | {"edition": code.strip()}, file.text)
    told = {"from": edition.edition, "from_sha256": file.sha256}
    return keep_text("edition.copied", text, file.path.name, Sent(by, once), told, replacing=False)
