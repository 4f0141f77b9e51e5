"""Save an index edition that was brought in: read from an annex, or a pack file that was edited elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_editions import Sent, keep_text
from donghanh.web.scoreboard.models import OwnEdition
from donghanh.web.scoreboard.permissions import require_keeping_editions


@dataclass(frozen=True)
class BroughtFile:
    """The file that an edition came from, for the log."""

    name: str
    sha256: str


@transaction.atomic
def save_edition(
    text: str, *, by: User, source: BroughtFile, replacing: bool = False, once: UUID | str | None = None
) -> OwnEdition:
    """The edition that the text of a pack file declares, kept among the installation's own and shown at once.

    One that is there is put in its place only with ``replacing``, and only while nothing rests on it.

    Raises:
        RefusedError: the person may not, the form was already received, or the edition's code is taken.
        PacksError: the text is no edition, or the packs do not hold with it; nothing was kept.
        InputError: this installation reads no packs of its own.
    """
    require_keeping_editions(by)
    told = {"file": source.name, "file_sha256": source.sha256}
    return keep_text("edition.saved", text, source.name, Sent(by, once), told, replacing=replacing)
