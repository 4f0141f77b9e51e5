"""``donghanh demo``. Imports wait for the settings, so they stand inside."""

from __future__ import annotations

import time

import click

from donghanh.web.door import setup


@click.command()
def demo() -> None:
    """Build the demo province and print the sign-ins; run again, it adds what is missing and changes nothing."""
    began = time.monotonic()
    setup()
    from django.core.management import call_command

    from donghanh.web.demo import content
    from donghanh.web.demo.build import build

    call_command("migrate", verbosity=0, interactive=False)
    build(lambda step: click.echo(f"· {step}", err=True))
    given = content.accounts()
    click.echo(f"Xong sau {time.monotonic() - began:.0f} giây (done). Đăng nhập (sign in):")
    for account in given.accounts:
        click.echo(f"  {account.username:<11} {account.full_name:<18} {account.organisation} · {account.role}")
    click.echo(f"Mật khẩu chung (one password): {given.password}")
    click.echo("Mật khẩu này công khai, chỉ có ở dữ liệu mẫu (public, valid for this simulated data only).")
