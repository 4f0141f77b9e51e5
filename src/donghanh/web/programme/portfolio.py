"""The light of an agreement, computed from its counts, and the portfolio as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.models import Agreement, Party
from donghanh.web.programme.standing import Light

LATE_SHARE = 10
"""So many overdue tasks of a hundred turn an agreement red; the words of the rule name the number."""


@dataclass(frozen=True)
class AgreementLight:
    """Colour and the rule it follows."""

    light: Light
    words: Promise


_GREY = AgreementLight(Light.GREY, _("Not running, or no task was handed out yet."))
_RED = AgreementLight(Light.RED, _("One task in ten or more is overdue."))
_AMBER = AgreementLight(Light.AMBER, _("Some tasks are overdue, fewer than one in ten."))
_GREEN = AgreementLight(Light.GREEN, _("No task is overdue."))
RULES = (_RED, _AMBER, _GREEN, _GREY)


def light_of(agreement: Agreement) -> AgreementLight:
    """By the counts of ``querysets.portfolio.with_portfolio``, which carry the day."""
    if agreement.state not in Agreement.RUNNING or not agreement.task_count:
        return _GREY
    if not agreement.overdue_count:
        return _GREEN
    return _RED if agreement.overdue_count * 100 >= agreement.task_count * LATE_SHARE else _AMBER


COLUMNS = (
    ("Mã", 24),
    ("Thỏa thuận", 60),
    ("Loại văn bản", 26),
    ("Trạng thái", 18),
    ("Đối tác", 20),
    ("Ngày ký", 12),
    ("Năm đầu", 9),
    ("Năm cuối", 9),
    ("Số cam kết", 9),
    ("Đã báo hoàn thành", 11),
    ("Đã xác minh", 9),
    ("Số nhiệm vụ", 9),
    ("Nhiệm vụ quá hạn", 11),
    ("Đèn", 9),
    ("Kinh phí dự kiến (đồng)", 20),
    ("Đã chi (đồng)", 20),
)
"""Titles and widths; Vietnamese whatever the reader's language, as in every file the platform hands out."""


def table_rows(agreements: Iterable[Agreement]) -> Iterable[list[object]]:
    """One row for each agreement, under :data:`COLUMNS`."""
    for one in agreements:
        partners = [party.organisation.short_name for party in one.parties.all() if party.side == Party.Side.PARTNER]
        yield [
            one.code,
            one.title,
            one.get_instrument_display(),
            one.get_state_display(),
            ", ".join(partners),
            one.signed_on,
            one.start_year,
            one.end_year,
            one.commitment_count,
            one.claimed_count,
            one.verified_count,
            one.task_count,
            one.overdue_count,
            str(light_of(one).light.label),
            one.budget,
            one.spent,
        ]
