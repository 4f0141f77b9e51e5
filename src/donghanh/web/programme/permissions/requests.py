"""Who raises, answers and settles requests between the parties."""

from __future__ import annotations

import rules

from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.programme.models import Agreement, Request
from donghanh.web.programme.permissions.agreements import may_see_agreement

is_standing_office = has_role(Role.STANDING_OFFICE)
_works = has_role(Role.STANDING_OFFICE, Role.DEPARTMENT, Role.PARTNER)


@rules.predicate
def may_raise_request(user: User, agreement: Agreement) -> bool:
    """Officers of the parties and of the province's offices; leaders and verifiers only read."""
    return bool(_works.test(user) and user.organisation_id and may_see_agreement.test(user, agreement))


@rules.predicate
def may_answer_request(user: User, request: Request) -> bool:
    """Officers of the addressee; the standing office for the People's Committee and for authorities outside."""
    if not may_raise_request.test(user, request.agreement):
        return False
    if user.organisation_id == request.addressed_to_id:
        return True
    addressee = request.addressed_to
    speaks_for = addressee is None or addressee.kind == Organisation.Kind.PROVINCE
    return bool(speaks_for and is_standing_office.test(user))


@rules.predicate
def may_follow_request(user: User, request: Request) -> bool:
    """Officers of the asker, and the standing office: they say whether the answer is enough."""
    if not may_raise_request.test(user, request.agreement):
        return False
    return bool(is_standing_office.test(user) or user.organisation_id == request.asked_by_id)


@rules.predicate
def may_link_tasks(user: User, request: Request) -> bool:
    """Either side of the request, and the standing office."""
    return bool(may_follow_request.test(user, request) or may_answer_request.test(user, request))


def require_raising(user: User, agreement: Agreement) -> None:
    """Refuse whoever speaks for no party and no office of the province."""
    vi = "Chỉ cán bộ của các bên tham gia thỏa thuận và cơ quan của tỉnh được gửi kiến nghị."
    en = "Only officers of the parties and of the province's offices raise requests."
    require(may_raise_request, user, agreement, vi=vi, en=en)


def require_answering(user: User, request: Request) -> None:
    """Refuse whoever does not speak for the addressee."""
    vi = f"Chỉ cán bộ của {request.addressee}, nơi nhận kiến nghị, được trả lời; cơ quan thường trực trả lời thay "
    vi += "UBND tỉnh và cơ quan ngoài thỏa thuận."
    en = f"Only officers of {request.addressee}, to whom it is addressed, answer; the standing office does so for the "
    en += "People's Committee and for authorities outside the agreement."
    require(may_answer_request, user, request, vi=vi, en=en)


def require_following(user: User, request: Request) -> None:
    """Refuse whoever neither asked nor is the standing office."""
    vi = f"Chỉ cán bộ của {request.asked_by}, nơi gửi kiến nghị, hoặc cơ quan thường trực được làm việc này."
    en = f"Only officers of {request.asked_by}, who asked, or the standing office do this."
    require(may_follow_request, user, request, vi=vi, en=en)


def require_linking(user: User, request: Request) -> None:
    """Refuse whoever is neither asker, addressee nor standing office."""
    vi = "Chỉ nơi gửi, nơi nhận kiến nghị và cơ quan thường trực được gắn nhiệm vụ."
    en = "Only the asker, the addressee and the standing office link tasks."
    require(may_link_tasks, user, request, vi=vi, en=en)
