"""Named questions about the installation's own editions: their files, whether they are used, what is nested below."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from donghanh.indices.aggregate import pieces
from donghanh.indices.annex.edition import to_yaml
from donghanh.indices.definition import Edition, Item, Node
from donghanh.packs.own import is_own
from donghanh.packs.source import read_pack_file
from donghanh.web.catalogue.querysets import packs
from donghanh.web.scoreboard.models import Round, Run

_COUNTED = re.compile(r"# \d+ trong \d+ chỉ số chưa đọc được")


@dataclass(frozen=True)
class EditionFile:
    """The file of an edition as it stands now."""

    path: Path
    text: str

    @property
    def sha256(self) -> str:
        """Says which version of the file a form began with."""
        return sha256_of(self.text)

    @property
    def told(self) -> dict[str, Any]:
        """What the file says, as a mapping."""
        return read_pack_file(self.path).data


def sha256_of(text: str) -> str:
    """The hash of a file's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_of(edition: Edition) -> EditionFile:
    """The file that an edition of the packs stands in."""
    path = packs().edition_files[edition.code, edition.edition]
    return EditionFile(path, path.read_bytes().decode("utf-8-sig"))


def is_kept_here(edition: Edition) -> bool:
    """Whether it is one of the installation's own, not a shipped one."""
    return is_own(packs(), edition.code, edition.edition)


def is_used(index: str, edition: str) -> bool:
    """Whether a scoring or a round rests on the edition: from then on it is not changed any more."""
    named = {"index_code": index, "edition": edition}
    return Run.objects.filter(**named).exists() or Round.objects.filter(**named).exists()


def written_again(told: dict[str, Any], earlier: str = "") -> str:
    """The text of an edition's file; the comment lines on top of the earlier text stay, but for a count that is out."""
    remarks = []
    for line in earlier.splitlines():
        if not line.startswith("#"):
            break
        remarks.append(line)
    return to_yaml(told, "".join(f"{line}\n" for line in remarks if not _COUNTED.match(line)))


def nested_below(edition: Edition) -> list[Edition]:
    """The editions that say they stand below this one, by index and edition."""
    found = [one for one in packs().indices.values() if one.below and _above(one) == (edition.code, edition.edition)]
    return sorted(found, key=lambda one: (one.code, one.edition))


def above(edition: Edition) -> Edition | None:
    """The edition that this one stands below, where the packs have it."""
    return packs().indices.get(_above(edition)) if edition.below else None


def _above(edition: Edition) -> tuple[str, str]:
    assert edition.below is not None
    return edition.below.index, edition.below.edition


def summed_again(told: dict[str, Any]) -> dict[str, Any]:
    """The same edition with the maximum of every node that adds points put to what its items add up to.

    An item under several nodes counts once in each. Nodes that hold an item of no known maximum keep theirs where it
    is more, since the rest of it waits for the annex. What is no edition stays as it is.
    """
    try:
        edition = Edition.model_validate(told)
    except ValidationError:
        return told
    nodes = [one | {"max": _whole(_sum(edition, one["code"], one["max"]))} for one in told["nodes"]]
    return told | {"nodes": nodes}


def _sum(edition: Edition, code: str, stated: float) -> float:
    node = edition.by_code[code]
    assert isinstance(node, Node)
    if node.aggregate.method != "sum":
        return stated
    parts = [one for one in pieces(edition, node) if not (isinstance(one, Item) and one.bonus)]
    total = round(sum(one.max or 0.0 for one in parts), 9)
    return max(total, stated) if any(one.max is None for one in parts) else total


def _whole(number: float) -> float | int:
    return int(number) if float(number).is_integer() else number
