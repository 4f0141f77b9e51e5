"""Records and loads: the engine resolves them, for the packs and the lake of this installation; who may open them."""

from __future__ import annotations

from donghanh.lake.trace import resolvers
from donghanh.provenance import Figure
from donghanh.web.catalogue.permissions import may_read_dataset
from donghanh.web.catalogue.querysets import lake, packs
from donghanh.web.organisations.models import User


def resolve_record(figure_id: str) -> Figure:
    """``record/<dataset>/<key>@<snapshot>``."""
    return resolvers(lake(), packs().datasets)["record"](figure_id)


def resolve_load(figure_id: str) -> Figure:
    """``load/<dataset>/<load id>``."""
    return resolvers(lake(), packs().datasets)["load"](figure_id)


def may_open(user: User, figure_id: str) -> bool:
    """Whoever may read the dataset opens its records and loads; an unknown dataset is left to the resolver."""
    dataset = packs().datasets.get(figure_id.split("/")[1])
    return dataset is None or may_read_dataset.test(user, dataset)
