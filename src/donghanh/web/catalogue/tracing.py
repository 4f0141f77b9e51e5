"""Who resolves records and loads: the engine, for the datasets of the packs and the lake of this installation."""

from __future__ import annotations

from donghanh.lake.trace import resolvers
from donghanh.provenance import Figure
from donghanh.web.catalogue.querysets import lake, packs


def resolve_record(figure_id: str) -> Figure:
    """``record/<dataset>/<key>@<snapshot>``."""
    return resolvers(lake(), packs().datasets)["record"](figure_id)


def resolve_load(figure_id: str) -> Figure:
    """``load/<dataset>/<load id>``."""
    return resolvers(lake(), packs().datasets)["load"](figure_id)
