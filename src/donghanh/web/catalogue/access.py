"""What one person may see of a dataset right now, and the record of what they read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.crypto import salted_hmac

from donghanh.errors import DefinitionError, RefusedError
from donghanh.lake.definition import Dataset
from donghanh.lake.sharing.access import View, masks_for, public_view, row_condition
from donghanh.web.catalogue.models import Grant, Reading
from donghanh.web.catalogue.models.grant import WHOLE
from donghanh.web.catalogue.permissions import is_signed_in, may_read_dataset, owns_dataset
from donghanh.web.catalogue.querysets import grants_in_force, packs
from donghanh.web.organisations.models import User


def view_for(user: User, dataset: Dataset) -> View | None:
    """What the person sees of the dataset today; None: nothing.

    By level: every public column and row. By grant: what it says; where the level opens the dataset anyway, the grant
    adds its personal columns, within its rows.
    """
    if not is_signed_in(user):
        return None
    return _view(user, dataset, grants_in_force(user.organisation).filter(dataset_code=dataset.code).first())


def views_for(user: User) -> dict[str, View]:
    """The same for every dataset of which the person sees anything, in one question to the database."""
    if not is_signed_in(user):
        return {}
    grants = {grant.dataset_code: grant for grant in grants_in_force(user.organisation)}
    found = {code: _view(user, one, grants.get(code)) for code, one in packs().datasets.items()}
    return {code: view for code, view in found.items() if view is not None}


def _view(user: User, dataset: Dataset, grant: Grant | None) -> View | None:
    by_level = public_view(dataset) if may_read_dataset.test(user, dataset) else None
    if grant is None:
        return by_level
    public = [one.name for one in dataset.public_columns]
    # The dataset may have changed: columns that are gone or public by now, and masks that fit no more, fall away.
    asked = {name: kind for name, kind in grant.personal.items() if _still_shown(dataset, name, kind)}
    whole = [name for name, kind in asked.items() if kind == WHOLE]
    masks = {name: kind for name, kind in asked.items() if kind != WHOLE}
    rows = grant.row_condition or None
    if rows and not _fits(dataset, rows):
        return by_level
    salt = salted_hmac("donghanh.catalogue.grant", str(grant.pk)).hexdigest()[:32]
    if by_level is not None:
        within = dict.fromkeys(asked, rows) if rows else {}
        return View((*public, *whole), masks, within=within, salt=salt)
    seen = [name for name in public if name in grant.columns] if grant.columns else public
    return View((*seen, *whole), masks, rows=rows, salt=salt)


def _still_shown(dataset: Dataset, name: str, kind: str) -> bool:
    return name in dataset.sharing.personal and (kind == WHOLE or kind in masks_for(dataset.column(name)))


def _fits(dataset: Dataset, rows: str) -> bool:
    try:
        row_condition(dataset, rows)
    except DefinitionError:
        return False
    return True


def require_view(user: User, dataset: Dataset) -> View:
    """What the person sees of the dataset.

    Raises:
        RefusedError: nothing at all.
    """
    view = view_for(user, dataset)
    if view is None:
        raise RefusedError(
            "forbidden.see_dataset",
            vi="Tập dữ liệu này chỉ dùng nội bộ trong tỉnh. Gửi yêu cầu khai thác ở trang Chia sẻ dữ liệu.",
            en="This dataset is internal to the province. Your organisation may request access on the sharing page.",
        )
    return view


def log_read(
    user: User,
    dataset: Dataset,
    *,
    how: Reading.How | str,
    rows: int,
    columns: Iterable[str],
    version: int | None = None,
) -> Reading | None:
    """Record that these columns of so many rows were handed to the person; nothing for the owner's own people.

    Call it before the rows leave. The purpose is that of the grant in force.
    """
    if owns_dataset.test(user, dataset):
        return None
    grant = grants_in_force(user.organisation).filter(dataset_code=dataset.code).first()
    return Reading.objects.create(
        at=timezone.now(),
        username=user.get_username(),
        person=str(user),
        organisation_code=user.organisation.code,
        organisation_name=user.organisation.name,
        dataset_code=dataset.code,
        version=version,
        how=how,
        rows=rows,
        columns=list(columns),
        purpose=grant.purpose if grant else "",
        grant=grant.pk if grant else None,
    )
