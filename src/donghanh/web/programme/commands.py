"""``donghanh tick``. Imports wait for the settings, so they stand inside."""

from __future__ import annotations

import fcntl
import json

import click

from donghanh.paths import home
from donghanh.web.door import setup


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def tick(as_json: bool) -> None:
    """Do what time brings: reminders, escalations, letters. Safe to run every minute; a timer does."""
    setup()
    from donghanh.web.programme.actions.notices.tick import tick as run

    with (home() / "tick.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo("Một lần chạy trước chưa xong (an earlier run is not done yet)", err=True)
            return
        done = run()
    if as_json:
        click.echo(json.dumps(done.__dict__, ensure_ascii=False))
    else:
        click.echo(
            f"Nhắc việc (reminders): {done.reminders}; trình cấp trên (escalated): {done.escalated}; "
            f"đã giải quyết (settled): {done.settled}; thư (letters): {done.letters}"
        )
    if not done.has_mail_server:
        click.echo("Chưa đặt DONGHANH_MAIL nên không gửi thư (DONGHANH_MAIL is not set: no letter is sent)", err=True)
    for failure in done.failures:
        click.echo(f"Không gửi được thư (letter not sent): {failure}", err=True)
    if done.failures:
        raise SystemExit(1)
