"""The command line ``donghanh``: a contract (names, exit codes, one JSON document on stdout).

One file per command group. Commands that need the application's database are entry points
of the group ``donghanh.commands``, declared in ``pyproject.toml``; they are found by name, so
this package never imports the web. Exit codes: 0 fine, 1 the input is at fault, 2 wrong use.

To add a command: a file here (or an entry point), one line in ``COMMANDS``, a test that runs
it, a row in ``docs/reference/cli.md``.
"""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import entry_points

import click

from donghanh.errors import DonghanhError

COMMANDS = {
    "read": "donghanh.cli.read:read",
    "packs": "donghanh.cli.packs:packs",
    "lake": "donghanh.cli.lake:lake",
    "indicator": "donghanh.cli.indicator:indicator",
    "index": "donghanh.cli.index:index",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called, so that start-up stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Engine commands first, then those of the application."""
        return [*COMMANDS, *sorted(point.name for point in entry_points(group="donghanh.commands"))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name in COMMANDS:
            module, _, attribute = COMMANDS[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(module), attribute)
            return command
        found = entry_points(group="donghanh.commands", name=cmd_name)
        return next(iter(found)).load() if found else None


@click.group(cls=LazyGroup)
def donghanh() -> None:
    """Đồng Hành: from a signed agreement to a measured result."""


def main() -> None:
    """Entry point: turns a :class:`DonghanhError` into a message on stderr and exit code 1."""
    try:
        donghanh()
    except DonghanhError as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
