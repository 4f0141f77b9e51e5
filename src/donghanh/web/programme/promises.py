"""What a commitment says: its facts as a person gives them, as they are kept when replaced, and how two differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.text import capfirst

from donghanh.errors import InputError
from donghanh.text import nearest
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.indicators import indicators
from donghanh.web.programme.models import Agreement, Commitment, Content
from donghanh.web.programme.querysets.agreements import partner_side, province_side
from donghanh.web.ui.environment import day


@dataclass(frozen=True)
class CommitmentFacts:
    """The fields of :class:`Commitment` that a person writes."""

    text: str
    promisor: Organisation | None = None
    status: str = Commitment.Status.AGREED
    content: Content | None = None
    province_owner: Organisation | None = None
    partner_owner: Organisation | None = None
    product: str = ""
    target: str = ""
    due_on: date | None = None
    data_source: str = ""
    indicator_code: str = ""

    def values(self) -> dict[str, Any]:
        """By field name, words without the blanks around them."""
        given = {name: getattr(self, name) for name in FIELDS}
        return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


FIELDS = tuple(one.name for one in fields(CommitmentFacts))


@dataclass(frozen=True)
class Change:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


def facts_of(commitment: Commitment) -> CommitmentFacts:
    """The commitment as it stands."""
    return CommitmentFacts(**{name: getattr(commitment, name) for name in FIELDS})


def stored(facts: CommitmentFacts) -> dict[str, str]:
    """The facts as :class:`CommitmentVersion` keeps them: organisations by code, contents by number."""
    return {name: _plain(value) for name, value in facts.values().items()}


def _plain(value: Any) -> str:
    if isinstance(value, Organisation):
        return value.code
    if isinstance(value, Content):
        return value.number
    return value.isoformat() if isinstance(value, date) else str(value or "")


def differences(before: Mapping[str, str], after: Mapping[str, str], names: Mapping[str, str]) -> list[Change]:
    """The fields that differ between two stored facts; ``names`` are the short names of organisations by code."""
    changed = [name for name in FIELDS if before.get(name, "") != after.get(name, "")]
    return [
        Change(
            capfirst(str(Commitment._meta.get_field(name).verbose_name)),
            _words(name, before.get(name, ""), names),
            _words(name, after.get(name, ""), names),
        )
        for name in changed
    ]


def _words(name: str, value: str, names: Mapping[str, str]) -> str:
    if name in ("promisor", "province_owner", "partner_owner"):
        return names.get(value, value) or "–"
    if name == "status":
        return str(Commitment.Status(value).label) if value else "–"
    return (day(date.fromisoformat(value)) if name == "due_on" and value else value) or "–"


def check_facts(agreement: Agreement, facts: CommitmentFacts) -> None:
    """Refuse facts that cannot be stored for this agreement.

    Raises:
        InputError: no text, a promise of a stranger, an owner from the other side, a content of another agreement, an
            indicator no pack declares.
    """
    if not facts.text.strip():
        raise InputError("commitment.text", vi="Hãy ghi nội dung cam kết.", en="Write what is promised.")
    _check_sides(agreement, facts)
    if facts.content is not None and facts.content.agreement_id != agreement.pk:
        raise InputError(
            "commitment.content",
            vi=f"Nội dung “{facts.content}” không thuộc thỏa thuận “{agreement}”; hãy chọn lại.",
            en=f"The content “{facts.content}” is not of the agreement “{agreement}”; choose again.",
        )
    code = facts.indicator_code.strip()
    if code and code not in indicators():
        vi, en = nearest(code, indicators())
        raise InputError(
            "commitment.indicator", vi=f"Không có chỉ số “{code}”: {vi}", en=f"There is no indicator “{code}”: {en}"
        )


def _check_sides(agreement: Agreement, facts: CommitmentFacts) -> None:
    ours, theirs = province_side(agreement), partner_side(agreement)
    if facts.promisor and not (ours | theirs).filter(pk=facts.promisor.pk).exists():
        raise InputError(
            "commitment.promisor",
            vi=f"“{facts.promisor}” không đứng về bên nào của thỏa thuận; hãy chọn lại bên cam kết.",
            en=f"“{facts.promisor}” stands on neither side of the agreement; choose who promised again.",
        )
    if facts.province_owner and not ours.filter(pk=facts.province_owner.pk).exists():
        raise InputError(
            "commitment.province_owner",
            vi=f"“{facts.province_owner}” không phải đơn vị phía tỉnh; hãy chọn cơ quan của tỉnh.",
            en=f"“{facts.province_owner}” is no office of the province's side; choose one.",
        )
    if facts.partner_owner and not theirs.filter(pk=facts.partner_owner.pk).exists():
        raise InputError(
            "commitment.partner_owner",
            vi=f"“{facts.partner_owner}” không phải đối tác của thỏa thuận; hãy chọn một đối tác của thỏa thuận.",
            en=f"“{facts.partner_owner}” is no partner of the agreement; choose one of its partners.",
        )
