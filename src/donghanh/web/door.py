"""How a command line enters the application: settings and apps are loaded once, when a command needs them."""

from __future__ import annotations

import os

import django
from django.apps import apps


def setup() -> None:
    """Load the settings and the apps; does nothing where they are loaded already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "donghanh.web.settings")
    if not apps.ready:
        django.setup()
