"""The application on this machine: database brought up to date, static files collected, granian in front."""

from __future__ import annotations

import os

import click

from donghanh.web.door import setup

BLOCKING_THREADS = 8
"""Requests one worker process serves at once; each waits for the database most of its time."""


def prepare() -> None:
    """Apply pending migrations and collect the static files, compressed and named by content."""
    os.environ["DONGHANH_COLLECT"] = "1"  # read by the settings, so it must stand before they are loaded
    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    prepare()
    click.echo(f"Đồng Hành: http://{host}:{port}/", err=True)
    Granian(
        "donghanh.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        log_access=False,
    ).serve()
