"""Who may read a dataset and who may load files into it."""

from __future__ import annotations

import rules

from donghanh.lake.definition import Dataset
from donghanh.text import fold
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.organisations.permissions import has_role, require


@rules.predicate
def owns_dataset(user: User, dataset: Dataset) -> bool:
    """The person's organisation is the one the pack names as the dataset's owner."""
    if not (user.is_authenticated and user.is_active and user.organisation):
        return False
    owners = {_plain(name) for name in dataset.owner.values()}
    return bool(owners & {_plain(user.organisation.name), _plain(user.organisation.short_name)})


def _plain(name: str) -> str:
    """Packs write the committee's name out, officials shorten it."""
    return fold(name).replace("uy ban nhan dan", "ubnd")


@rules.predicate
def may_read_dataset(user: User, dataset: Dataset) -> bool:
    """Everybody on the province's side; a partner only what is shared or open."""
    if not (user.is_authenticated and user.is_active and user.organisation):
        return False
    return user.organisation.kind != Organisation.Kind.PARTNER or dataset.sharing.level != "internal"


may_load_file = rules.predicates.Predicate(
    has_role(Role.STANDING_OFFICE) | (has_role(Role.DEPARTMENT) & owns_dataset), name="load_file"
)


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
