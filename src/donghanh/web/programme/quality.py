"""What an agreement lacks before it is signed, clause by clause, and the wording of the missing part as a blank.

Nothing is guessed: a proposal repeats what is recorded and leaves dots for the rest. The wordings are Vietnamese
whatever the reader's language, since they go into the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from donghanh.text import fold
from donghanh.web.programme.models import Agreement, Commitment
from donghanh.web.programme.querysets.agreements import in_effect
from donghanh.web.ui.environment import day

BLANK = "……"
BLANK_DAY = "…/…/……"

PARTS = {
    "province_owner": _("owner on the province's side"),
    "partner_owner": _("owner on the partner's side"),
    "product": _("product"),
    "target": _("measurable target"),
    "due_on": _("due date"),
    "data_source": _("data source"),
}
"""What a clause must say, in the order in which it is written."""

_YEAR_OR_DAY = re.compile(r"\b(\d{1,2}/)?\d{1,2}/\d{4}\b|\b(nam|giai doan|quy|thang|ngay)\s+[\d/-]+(\s*-\s*\d+)?")
_MEASURED = re.compile(r"\d[\d.,]*(\s*/\s*\d[\d.,]*)?\s*(%|‰|[^\W\d_])")


@dataclass(frozen=True)
class Gap:
    """A part a clause lacks, why, and the sentence to fill in."""

    part: str
    problem: object
    wording: str

    @property
    def name(self) -> object:
        """What the part is called."""
        return PARTS[self.part]


@dataclass(frozen=True)
class Clause:
    """A commitment, what it lacks, and the whole clause as it could be written."""

    commitment: Commitment
    gaps: tuple[Gap, ...]
    proposal: str

    @property
    def lacking(self) -> set[str]:
        """The parts it lacks, for the table."""
        return {gap.part for gap in self.gaps}


def is_measurable(target: str) -> bool:
    """The target holds a figure with its measure ("95 %", "60/60 xã"); years and dates are no figures."""
    return bool(_MEASURED.search(_YEAR_OR_DAY.sub(" ", fold(target))))


def checked(agreement: Agreement) -> list[Clause]:
    """Every commitment in effect, in the paper's order, in a fixed number of queries."""
    commitments = in_effect(agreement.commitments.all()).select_related("content", "province_owner", "partner_owner")
    partners = ", ".join(
        one.organisation.short_name for one in agreement.parties.select_related("organisation").filter(side="partner")
    )
    return [_clause(one, partners) for one in commitments.order_by("content__position", "number")]


def gaps_of(agreement: Agreement) -> list[Gap]:
    """All that the agreement's clauses lack."""
    return [gap for clause in checked(agreement) for gap in clause.gaps]


def share_complete(clauses: Sequence[Clause]) -> float | None:
    """Parts that are there of all parts that should be, in per cent; None without a clause."""
    wanted = len(clauses) * len(PARTS)
    return 100 * (wanted - sum(len(one.gaps) for one in clauses)) / wanted if wanted else None


def missing_by_part(clauses: Iterable[Clause]) -> list[tuple[object, int]]:
    """How many clauses lack each part."""
    lists = [one.lacking for one in clauses]
    return [(name, sum(part in lacking for lacking in lists)) for part, name in PARTS.items()]


def _clause(commitment: Commitment, partners: str) -> Clause:
    sentences = _sentences(commitment, partners)
    gaps = tuple(
        Gap(part, problem, sentences[part]) for part in PARTS if (problem := _problem(commitment, part)) is not None
    )
    words = commitment.text.strip().rstrip(".;")
    return Clause(commitment, gaps, ". ".join([words, *sentences.values()]) + ".")


def _problem(commitment: Commitment, part: str) -> object | None:
    if part == "target" and commitment.target.strip():
        return None if is_measurable(commitment.target) else _("no figure with its measure")
    return None if getattr(commitment, part) else _("not written")


def _sentences(commitment: Commitment, partners: str) -> dict[str, str]:
    """Each part as a sentence: what is recorded, or dots."""
    target = commitment.target.strip()
    if not is_measurable(target):
        target = f"{target + ': ' if target else ''}{BLANK} (số) {BLANK} (đơn vị đo)"
    return {
        "province_owner": f"Đơn vị chịu trách nhiệm phía tỉnh: {commitment.province_owner or BLANK}",
        "partner_owner": "Đơn vị chịu trách nhiệm phía đối tác"
        + (f": {commitment.partner_owner}" if commitment.partner_owner else f" ({partners}): {BLANK}"),
        "product": f"Sản phẩm: {commitment.product.strip() or BLANK}",
        "target": f"Chỉ tiêu: {target}",
        "due_on": f"Hoàn thành trước ngày {day(commitment.due_on) if commitment.due_on else BLANK_DAY}",
        "data_source": f"Số liệu đánh giá lấy từ: {commitment.data_source.strip() or BLANK}",
    }
