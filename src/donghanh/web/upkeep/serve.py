"""The application on this machine: database brought up to date, static files collected, granian in front."""

from __future__ import annotations

import os
import socket

import click

from donghanh.errors import InputError
from donghanh.web.door import setup

BLOCKING_THREADS = 2 * (os.cpu_count() or 1) + 1
"""Requests one worker process serves at once; each waits for the database most of its time."""


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError(
                "serve.address",
                vi=f"Không mở được {host}:{port} ({error.strerror}). Hãy chọn cổng khác bằng --port.",
                en=f"{host}:{port} cannot be opened ({error.strerror}). Choose another port with --port.",
            ) from error


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
    from granian.log import LogLevels

    _refuse_taken(host, port)
    prepare()
    click.echo(f"Đồng Hành: http://{host}:{port}/", err=True)
    Granian(
        "donghanh.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
