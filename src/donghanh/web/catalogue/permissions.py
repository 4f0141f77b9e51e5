"""Who may read a dataset and who may load files into it."""

from __future__ import annotations

import rules

from donghanh.lake.definition import Dataset
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.querysets import dataset_of, is_owner, owner_office
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.organisations.permissions import has_role, require


@rules.predicate
def owns_dataset(user: User, dataset: Dataset) -> bool:
    """The person's organisation is the one the pack names as the dataset's owner."""
    return is_signed_in(user) and is_owner(user.organisation, dataset)


def is_signed_in(user: User) -> bool:
    """An open account of some organisation."""
    return bool(user.is_authenticated and user.is_active and user.organisation)


@rules.predicate
def may_read_dataset(user: User, dataset: Dataset) -> bool:
    """By the dataset's level alone: everybody on the province's side; a partner only what is shared or open.

    A grant opens more; ``access.view_for`` says what somebody sees in the end.
    """
    return is_signed_in(user) and (
        user.organisation.kind != Organisation.Kind.PARTNER or dataset.sharing.level != "internal"
    )


may_load_file = rules.predicates.Predicate(
    has_role(Role.STANDING_OFFICE) | (has_role(Role.DEPARTMENT) & owns_dataset), name="load_file"
)


_officer = has_role(Role.STANDING_OFFICE, Role.DEPARTMENT, Role.PARTNER)
is_standing_office = has_role(Role.STANDING_OFFICE)


@rules.predicate
def may_request_access(user: User) -> bool:
    """Officers of an organisation ask in its name; leaders and verifiers do not."""
    return is_signed_in(user) and _officer.test(user)


def decider(dataset: Dataset, applicant: Organisation, owner: Organisation | None) -> tuple[Role, Organisation | None]:
    """Who answers a request: the role, and the one organisation it must be of (None: any but the applicant's).

    The owner; the standing office where the owner has no officer here or asks itself; a leader where the standing
    office asks itself.
    """
    if owner is not None and owner != applicant:
        return Role.DEPARTMENT, owner
    if applicant.kind != Organisation.Kind.STANDING_OFFICE:
        return Role.STANDING_OFFICE, None
    return Role.LEADER, None


def answers(user: User, grant: Grant, owner: Organisation | None) -> bool:
    """Whether this person answers the request, the dataset's owner being known."""
    if not is_signed_in(user) or user.organisation == grant.organisation:
        return False
    role, office = decider(dataset_of(grant.dataset_code), grant.organisation, owner)
    if office is not None:
        return user.organisation == office and user.role in (Role.DEPARTMENT, Role.STANDING_OFFICE)
    return user.role == role


@rules.predicate
def may_decide_access(user: User, grant: Grant) -> bool:
    """Nobody decides on a request of their own organisation; see :func:`decider`."""
    return answers(user, grant, owner_office(dataset_of(grant.dataset_code)))


@rules.predicate
def may_revoke_access(user: User, grant: Grant) -> bool:
    """Whoever may decide, and always the standing office."""
    return is_standing_office.test(user) or may_decide_access.test(user, grant)


@rules.predicate
def may_withdraw_access(user: User, grant: Grant) -> bool:
    """Officers of the organisation that asked."""
    return may_request_access.test(user) and user.organisation == grant.organisation


@rules.predicate
def may_see_grant(user: User, grant: Grant) -> bool:
    """Both sides, the standing office and leaders."""
    if not is_signed_in(user):
        return False
    is_party = user.organisation == grant.organisation or owns_dataset.test(user, dataset_of(grant.dataset_code))
    return is_party or user.role in (Role.STANDING_OFFICE, Role.LEADER)


may_see_readings = rules.predicates.Predicate(
    has_role(Role.STANDING_OFFICE, Role.LEADER) | owns_dataset, name="see_readings"
)


def require_requesting(user: User) -> None:
    """Refuse whoever does not ask in the name of an organisation."""
    vi = "Chỉ cán bộ được giao việc của đơn vị được gửi yêu cầu khai thác dữ liệu."
    require(may_request_access, user, vi=vi, en="Only officers of an organisation send requests for access.")


def require_deciding(user: User, grant: Grant) -> None:
    """Refuse whoever does not answer this request."""
    vi = (
        "Yêu cầu này do đơn vị chủ quản tập dữ liệu trả lời (cơ quan thường trực, nếu chủ quản chưa có cán bộ trên hệ "
        "thống hoặc chính chủ quản yêu cầu); không ai tự duyệt yêu cầu của đơn vị mình."
    )
    en = (
        "The dataset's owner answers this request (the standing office, where the owner has no officer here or asks "
        "itself); nobody approves a request of their own organisation."
    )
    require(may_decide_access, user, grant, vi=vi, en=en)


def require_revoking(user: User, grant: Grant) -> None:
    """Refuse whoever may not end the grant."""
    vi = "Chỉ đơn vị chủ quản tập dữ liệu và cơ quan thường trực được thu hồi quyền khai thác."
    en = "Only the dataset's owner and the standing office revoke a grant."
    require(may_revoke_access, user, grant, vi=vi, en=en)


def require_withdrawing(user: User, grant: Grant) -> None:
    """Refuse whoever is not of the organisation that asked."""
    vi = f"Chỉ cán bộ của {grant.organisation}, đơn vị gửi yêu cầu, được rút yêu cầu này."
    en = f"Only officers of {grant.organisation}, which sent the request, withdraw it."
    require(may_withdraw_access, user, grant, vi=vi, en=en)


def require_grant_sight(user: User, grant: Grant) -> None:
    """Refuse whoever has no part in the grant."""
    vi = "Chỉ đơn vị yêu cầu, đơn vị chủ quản, cơ quan thường trực và lãnh đạo được xem yêu cầu này."
    en = "Only the applicant, the owner, the standing office and leaders see this request."
    require(may_see_grant, user, grant, vi=vi, en=en)


def require_readings(user: User, dataset: Dataset) -> None:
    """Refuse whoever may not see who read the dataset."""
    vi = "Chỉ đơn vị chủ quản, cơ quan thường trực và lãnh đạo được xem nhật ký khai thác."
    en = "Only the owner, the standing office and leaders see who read the dataset."
    require(may_see_readings, user, dataset, vi=vi, en=en)


def require_reading(user: User, dataset: Dataset) -> None:
    """Refuse partners what is internal."""
    vi = "Tập dữ liệu này chỉ dùng nội bộ trong tỉnh, chưa chia sẻ cho đối tác."
    en = "This dataset is internal to the province and not shared with partners."
    require(may_read_dataset, user, dataset, vi=vi, en=en)


def require_loading(user: User, dataset: Dataset) -> None:
    """Refuse whoever is neither of the standing office nor of the owner."""
    vi = "Chỉ cơ quan thường trực và đơn vị chủ quản tập dữ liệu được nạp tệp."
    en = "Only the standing office and the dataset's owner may load files."
    require(may_load_file, user, dataset, vi=vi, en=en)
