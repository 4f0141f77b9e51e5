"""Who may import whom (``.importlinter``), and that database relations go the same way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db.models import Model
from tests.shape.tree import ROOT, relative, tracked

WEB_ORDER = ["portal", "reports", "pilots", "scoreboard", "catalogue", "programme", "organisations", "audit", "ui"]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base"}


def test_imports_go_downward_only_and_never_in_a_circle() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout


def test_foreign_keys_never_point_upward() -> None:
    # import-linter cannot see a relation written as a string.
    upward = []
    for model in _our_models():
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or target._meta.app_label not in WEB_ORDER:
                continue
            if WEB_ORDER.index(target._meta.app_label) < WEB_ORDER.index(model._meta.app_label):
                upward.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not upward


def test_every_app_with_models_has_its_place_in_the_order() -> None:
    assert {model._meta.app_label for model in _our_models()} <= set(WEB_ORDER)


def test_no_drawer_for_odds_and_ends() -> None:
    named = [relative(path) for path in tracked("src/*.py") if path.stem in FORBIDDEN_NAMES]
    folders = {path.parent.name for path in tracked("src/*.py")} & FORBIDDEN_NAMES
    assert (named, folders) == ([], set())


def _our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("donghanh.web.")]
