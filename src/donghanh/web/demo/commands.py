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
    from donghanh.web.organisations.models import User

    call_command("migrate", verbosity=0, interactive=False)
    build(lambda step: click.echo(f"· {step}", err=True))
    click.echo(f"Xong sau {time.monotonic() - began:.0f} giây (done). Đăng nhập (sign in):")
    named = [one.username for one in content.accounts().accounts]
    for user in User.objects.filter(username__in=named).select_related("organisation").order_by("pk"):
        click.echo(f"  {user.username:<11} {user.full_name:<18} {user.organisation} · {user.get_role_display()}")
    others = User.objects.exclude(username__in=named).count()
    click.echo(f"  và {others} tài khoản của các sở, xã, phường khác, như xalg004 (and {others} of other offices)")
    click.echo(f"Mật khẩu chung (one password): {content.accounts().password}")
    click.echo("Mật khẩu này công khai, chỉ có ở dữ liệu mẫu (public, valid for this simulated data only).")
