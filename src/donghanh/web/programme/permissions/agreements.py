"""Who sees and changes documents and agreements."""

from __future__ import annotations

import rules

from donghanh.errors import RefusedError
from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.programme.models import Agreement, AgreementPaper
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


def require_unsigned(agreement: Agreement) -> None:
    """Refuse to mend the wording of what was signed: that takes an annex or an amendment.

    Raises:
        RefusedError: the agreement is signed.
    """
    if not agreement.is_unsigned:
        state = agreement.get_state_display()
        raise RefusedError(
            "state.signed",
            vi=f"Thỏa thuận “{agreement}” {state} nên nội dung chỉ thay đổi bằng phụ lục, văn bản sửa đổi.",
            en=f"The agreement “{agreement}” is {state}; its words change only by an annex or an amendment.",
        )


def require_changing_paper(agreement: Agreement, paper: AgreementPaper, *kinds: str) -> None:
    """Refuse a change of a signed agreement by a paper that cannot make it.

    Raises:
        RefusedError: a paper of another agreement or kind, or the agreement is closed.
    """
    if paper.agreement_id != agreement.pk or paper.kind not in (kinds or AgreementPaper.CHANGING):
        raise RefusedError(
            "state.paper",
            vi=f"Văn bản {paper} không làm được thay đổi này của thỏa thuận “{agreement}”; hãy chọn văn bản sửa đổi "
            "của chính thỏa thuận.",
            en=f"The paper {paper} cannot change this in the agreement “{agreement}”; choose an amendment of it.",
        )
    if agreement.state == Agreement.State.CLOSED:
        raise RefusedError(
            "state.agreement",
            vi=f"Thỏa thuận “{agreement}” đã kết thúc nên không sửa đổi được nữa.",
            en=f"The agreement “{agreement}” is closed and takes no amendment.",
        )
