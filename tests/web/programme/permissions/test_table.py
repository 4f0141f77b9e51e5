"""Every address of the programme stands in one of the tables of this folder; a new one must be added to it."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tests.web.programme import permissions as here

from donghanh.web.programme.urls import app_name, urlpatterns


def _tables() -> set[str]:
    """The routes of every module of this folder that has a ``TABLE``."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(here.__path__):
        found |= {one.route for one in getattr(import_module(f"{here.__name__}.{module.name}"), "TABLE", ())}
    return found


def test_the_tables_name_every_address_and_no_other() -> None:
    assert {f"{app_name}:{pattern.name}" for pattern in urlpatterns} == _tables()
