"""Who sees and changes documents and agreements."""

from __future__ import annotations

import rules

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.querysets.sight import visible_agreements

is_standing_office = has_role(Role.STANDING_OFFICE)
may_read_documents = is_standing_office


@rules.predicate
def may_see_agreement(user: User, agreement: Agreement) -> bool:
    """A partner sees the agreements it is party to; people of the province see all."""
    return user.is_authenticated and visible_agreements(user).filter(pk=agreement.pk).exists()


def require_documents(user: User) -> None:
    """Refuse whoever may not take documents in and confirm them."""
    vi = "Chỉ cán bộ cơ quan thường trực được tiếp nhận, xác nhận văn bản và thỏa thuận."
    require(may_read_documents, user, vi=vi, en="Only officers of the standing office take in and confirm documents.")


def require_sight(user: User, agreement: Agreement) -> None:
    """Refuse whoever may not see the agreement and what belongs to it."""
    vi = "Chỉ các bên của thỏa thuận và cơ quan của tỉnh được xem thỏa thuận này."
    en = "Only the parties of the agreement and offices of the province see it."
    require(may_see_agreement, user, agreement, vi=vi, en=en)
