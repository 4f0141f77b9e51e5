"""Who sees a pilot, prepares it, locks it, decides on it and rolls it out."""

from __future__ import annotations

from typing import Any

import rules

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.pilots.models import Pilot
from donghanh.web.programme.permissions.agreements import may_see_agreement

may_manage_pilots = has_role(Role.STANDING_OFFICE)


@rules.predicate
def may_see_pilot(user: User, pilot: Pilot) -> bool:
    """Whoever sees the agreement it belongs to."""
    return bool(may_see_agreement.test(user, pilot.agreement))


@rules.predicate
def may_prepare_pilot(user: User, pilot: Pilot) -> bool:
    """The standing office, and officers of the department or commune that leads the pilot.

    A partner that leads one does not: it would write down the criteria and costs of its own work.
    """
    own = user.is_authenticated and user.role == Role.DEPARTMENT and user.organisation_id == pilot.lead_id
    return may_manage_pilots.test(user) or bool(own and user.is_active)


def may_follow(user: Any, figure_id: str) -> bool:
    """Whether the figure belongs to a pilot this person sees; an unknown one may be asked for and is not found."""
    number = figure_id.split("/")[1]
    pilot = Pilot.objects.select_related("commitment__agreement").filter(pk=number).first() if _is_key(number) else None
    return pilot is None or bool(may_see_pilot.test(user, pilot))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def require_pilot_sight(user: User, pilot: Pilot) -> None:
    """Refuse whoever may not see the agreement."""
    vi = "Chỉ các bên của thỏa thuận và cơ quan của tỉnh được xem thí điểm này."
    en = "Only the parties of the agreement and offices of the province see this pilot."
    require(may_see_pilot, user, pilot, vi=vi, en=en)


def require_preparing(user: User, pilot: Pilot) -> None:
    """Refuse whoever is neither of the standing office nor of the office that leads the pilot."""
    vi = f"Chỉ cán bộ cơ quan thường trực và cơ quan chủ trì ({pilot.lead}) được làm việc này."
    en = f"Only officers of the standing office and of the leading office ({pilot.lead}) do this."
    require(may_prepare_pilot, user, pilot, vi=vi, en=en)


def require_managing(user: User) -> None:
    """Refuse whoever is not of the standing office."""
    vi = "Chỉ cán bộ cơ quan thường trực được lập, khóa, ghi quyết định và nhân rộng thí điểm."
    en = "Only officers of the standing office draft and lock pilots, enter decisions and roll them out."
    require(may_manage_pilots, user, vi=vi, en=en)
