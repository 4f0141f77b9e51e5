"""What every action on an edition of the installation does: one writer, never a used one, all packs hold, audited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from donghanh.errors import RefusedError
from donghanh.indices.definition import Edition
from donghanh.packs.own import Owner, keep, read_text
from donghanh.web.audit.log import queue_behind_other_writers, record, refuse_replay
from donghanh.web.catalogue.querysets import packs
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import OwnEdition
from donghanh.web.scoreboard.own_editions import EditionFile, file_of, is_kept_here, is_used, sha256_of


class EditionChangedError(RefusedError):
    """Somebody saved the edition since the form was opened."""


@dataclass(frozen=True)
class Sent:
    """A form that changes an edition: who sent it, its token, and the version of the file it began with."""

    by: User
    once: UUID | str | None = None
    seen: str = ""
    """SHA-256 of the file; empty where the form says nothing about an edition that is there."""


def keep_text(
    action: str, text: str, name: str, sent: Sent, data: dict[str, Any], *, replacing: bool, about: str = ""
) -> OwnEdition:
    """The edition in the text kept as a file of the installation; call it inside a transaction, as its last step.

    ``about`` stands in the history beside what was done.

    Raises:
        RefusedError: the form was already received, such an edition is there and not to be replaced, or it is used.
        PacksError: the text is no edition, or the packs do not hold with it; nothing was kept.
    """
    queue_behind_other_writers()
    refuse_replay(sent.once)
    edition = read_text(text, name)
    refuse_taken(edition, replacing=replacing)
    kept, _made = OwnEdition.objects.update_or_create(
        index_code=edition.code,
        edition=edition.edition,
        defaults={"sha256": sha256_of(text), "saved_by": sent.by},
    )
    record(action, kept, by=sent.by, reason=about, data=data | {"sha256": kept.sha256}, once=sent.once)
    # The file is last: what fails before leaves neither file nor record.
    keep(text, edition, packs(), owner_of(sent.by))
    return kept


def owner_of(user: User) -> Owner:
    """Who keeps what this person brings in."""
    office = user.organisation
    return Owner(office.name if office else str(user), bool(office and office.is_simulated))


def refuse_taken(edition: Edition, *, replacing: bool) -> None:
    """Refuse an edition code that is taken: by a shipped pack, by a used edition, or by one not to be replaced.

    Raises:
        RefusedError: it is; the remedy is another edition code.
    """
    there = packs().indices.get((edition.code, edition.edition))
    if there is None:
        return
    named = f"{edition.code} {edition.edition}"
    if not is_kept_here(there):
        vi = f"Bộ chỉ số {named} đã có trong các gói đi kèm phần mềm, không ghi đè được."
        en = f"The edition {named} stands in the packs that come with the software and is not written over."
    elif is_used(edition.code, edition.edition):
        vi = f"Bộ chỉ số {named} đã được dùng để chấm điểm hoặc mở đợt chấm nên không sửa được nữa."
        en = f"The edition {named} was used for a scoring or a round and is not changed any more."
    elif not replacing:
        vi = f"Bộ chỉ số {named} đã có; đánh dấu đồng ý thay bộ đó."
        en = f"The edition {named} is there already; tick that it is to be replaced."
        raise RefusedError("state.edition-there", vi=vi, en=en)
    else:
        return
    vi, en = f"{vi} Hãy đặt mã phiên bản khác.", f"{en} Choose another edition code."
    raise RefusedError("state.edition-taken", vi=vi, en=en)


def file_to_change(edition: Edition, sent: Sent) -> EditionFile:
    """The edition's file as it stands, which nobody else changes until the end of the transaction.

    Raises:
        RefusedError: it is not the installation's own, or it is used.
        EditionChangedError: it is no longer what the form began with.
    """
    queue_behind_other_writers()
    refuse_replay(sent.once)
    there = packs().indices.get((edition.code, edition.edition), edition)
    refuse_taken(there, replacing=True)
    file = file_of(there)
    if sent.seen != file.sha256:
        raise EditionChangedError(
            "state.edition-changed",
            vi=f"Bộ chỉ số {edition.code} {edition.edition} vừa được người khác sửa. Xem lại rồi lưu lần nữa.",
            en=f"The edition {edition.code} {edition.edition} was changed by somebody else. Look again, then save.",
        )
    return file
