"""Editions that are brought in or kept here, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from donghanh.errors import DonghanhError, RefusedError
from donghanh.indices.annex.edition import to_edition, to_yaml
from donghanh.indices.annex.reading import Annex, AnnexRow, read_annex
from donghanh.indices.definition import Edition, Item, Node
from donghanh.packs.definition import PacksError
from donghanh.packs.own import read_text, rehearse
from donghanh.web.audit.log import events_about
from donghanh.web.catalogue.querysets import packs
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_editions import owner_of, refuse_taken
from donghanh.web.scoreboard.annex_drafts import AnnexDraft
from donghanh.web.scoreboard.annex_forms import head_of, with_settings
from donghanh.web.scoreboard.models import OwnEdition
from donghanh.web.scoreboard.own_editions import above, is_kept_here, is_used, nested_below
from donghanh.web.scoreboard.permissions import may_keep_editions
from donghanh.web.scoreboard.shown import points
from donghanh.web.ui.environment import said


@dataclass(frozen=True)
class Rehearsed:
    """What an annex would become; ``text`` is empty where it would become nothing."""

    annex: Annex | None
    edition: Edition | None
    text: str
    refused: tuple[str, ...] = ()
    """Why it cannot be saved."""
    replaces: bool = False
    """Whether an edition of that code is there, which may be replaced."""

    @property
    def may_save(self) -> bool:
        """Nothing stands against it."""
        return bool(self.text) and not self.refused


def rehearsed(draft: AnnexDraft, user: User) -> Rehearsed:
    """The annex read, and everything tried short of writing."""
    annex: Annex | None = None
    edition: Edition | None = None
    try:
        annex = read_annex(draft.path, draft.file_name)
        text = to_yaml(with_settings(to_edition(annex, head_of(draft.head)), draft.head))
        edition = read_text(text, draft.file_name)
        replaces = _replaces(edition)
        rehearse(text, edition, packs(), owner_of(user))
    except DonghanhError as error:
        return Rehearsed(annex, edition, "", faults(error))
    return Rehearsed(annex, edition, text, replaces=replaces)


def _replaces(edition: Edition) -> bool:
    """Whether an edition of that code is there that may be replaced.

    Raises:
        RefusedError: one is there that may not.
    """
    try:
        refuse_taken(edition, replacing=False)
    except RefusedError as error:
        if error.code != "state.edition-there":
            raise
        return True
    return False


def faults(error: DonghanhError) -> tuple[str, ...]:
    """What is wrong, each fault once, without the lines of a file that nobody sees."""
    found = error.errors if isinstance(error, PacksError) else (error,)
    return tuple(dict.fromkeys(_told(one) for one in found))


def _told(error: DonghanhError) -> str:
    return error.say(get_language() or "vi")


def lines(error: DonghanhError) -> list[dict[str, Any]]:
    """What is wrong with a file that was sent, by line; a fault of another file names that."""
    if not isinstance(error, PacksError):
        return [{"file": "", "line": None, "text": _told(error)}]
    return [{"file": one.file.name, "line": one.line, "text": _told(one)} for one in error.errors]


def annex_rows(found: Rehearsed) -> list[dict[str, Any]]:
    """The rows as read, with the rule in words where one was read."""
    if found.annex is None:
        return []
    known = found.edition.by_code if found.edition else {}
    unread = {one.where: one for one in found.annex.unread}
    return [_row(row, known.get(row.code), unread.get(row.where)) for row in found.annex.rows]


def _row(row: AnnexRow, part: Node | Item | None, unread: Any) -> dict[str, Any]:
    return {
        "row": row,
        "depth": min(row.code.count(".") if row.parents else 0, 4),
        "max": points(row.max),
        "rule": rule_words(part) if isinstance(part, Item) else "",
        "why": said({"vi": unread.vi, "en": unread.en}) if unread else "",
    }


def rule_words(item: Item) -> str:
    """The rule of an item in words; nothing where it has none."""
    if item.rule is None or item.max is None:
        return ""
    told = dict(zip(("vi", "en"), item.rule.words(item.max), strict=True))
    before = dict(zip(("vi", "en"), item.derive.words(), strict=True)) if item.derive else None
    return f"{said(before)}; {said(told)}" if before else said(told)


def keeping(edition: Edition, user: User) -> dict[str, Any]:
    """What the page of an edition says of where it is kept, what it is nested with, and what may be done with it."""
    own, used = is_kept_here(edition), is_used(edition.code, edition.edition)
    kept = OwnEdition.objects.filter(index_code=edition.code, edition=edition.edition).first() if own else None
    may = may_keep_editions.test(user)
    return {
        "is_own": own,
        "is_used": used,
        "may_keep": may,
        "may_change": may and own and not used,
        "above": above(edition),
        "nested": nested_below(edition),
        "events": events_about(kept)[:30] if kept else [],
    }
