"""Organisations and accounts of the demo."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.places import Place
from donghanh.web.audit.log import record
from donghanh.web.demo import content
from donghanh.web.demo.content import Account, OrganisationEntry
from donghanh.web.organisations.models import Organisation, Role, User

PROVINCE = "LG"
"""The simulated province's place code in ``demo/packs/lam-giang``."""


def refuse_beside_real_work() -> None:
    """The demo's password is public, so it never enters an installation that people work in.

    Raises:
        RefusedError: there are accounts, and none is the demo's.
    """
    known = [account.username for account in every_account()]
    stranger = User.objects.exclude(username__in=known).order_by("pk").first()
    if stranger is not None and not User.objects.filter(username__in=known).exists():
        raise RefusedError(
            "state.real-work",
            vi=f"Cơ sở dữ liệu này đã có tài khoản “{stranger.username}” không thuộc dữ liệu mẫu. "
            "Hãy dựng dữ liệu mẫu ở thư mục khác: đặt DONGHANH_HOME rồi chạy lại.",
            en=f"This database has the account “{stranger.username}”, which is not the demo's. "
            "Build the demo in another folder: set DONGHANH_HOME and run again.",
        )


@transaction.atomic
def build_organisations(communes: tuple[Place, ...]) -> None:
    """The organisations that are missing, communes of the simulated province among them."""
    entries = content.organisations()
    local = [
        OrganisationEntry(
            code=f"xa-{one.code.lower()}",
            kind=Organisation.Kind.COMMUNE,
            name=f"UBND {one.full_name}",
            short_name=one.full_name[:1].upper() + one.full_name[1:],
            place_code=one.code,
        )
        for one in communes
    ]
    known = set(Organisation.objects.values_list("code", flat=True))
    for entry in entries.real:
        _create(entry, known, is_simulated=False)
    for entry in (*entries.simulated, *local):
        _create(entry, known, is_simulated=True)


def _create(entry: OrganisationEntry, known: set[str], *, is_simulated: bool) -> None:
    if entry.code not in known:
        made = Organisation.objects.create(**entry.model_dump(), is_simulated=is_simulated)
        record("organisation.created", made, by=None)


def every_account() -> list[Account]:
    """Those of ``accounts.yaml``, and one officer for each simulated department and commune that has none there."""
    given = content.accounts().accounts
    served = {one.organisation for one in given}
    kinds = (Organisation.Kind.DEPARTMENT, Organisation.Kind.COMMUNE)
    others = Organisation.objects.filter(is_simulated=True, kind__in=kinds).exclude(code__in=served).order_by("code")
    made = [
        Account(
            username=one.code.removesuffix("-lam-giang").replace("-", ""),
            role=Role.DEPARTMENT,
            organisation=one.code,
            full_name=f"Cán bộ đầu mối {one.short_name}",
        )
        for one in others
    ]
    return [*given, *made]


@transaction.atomic
def build_accounts() -> None:
    """The accounts that are missing. One that is there keeps its password."""
    known = set(User.objects.values_list("username", flat=True))
    password = make_password(content.accounts().password)
    for account in every_account():
        if account.username not in known:
            user = User.objects.create(
                username=account.username,
                password=password,
                full_name=account.full_name,
                role=account.role,
                organisation=Organisation.objects.get(code=account.organisation),
            )
            record("account.created", user, by=None)
