"""``donghanh tick`` as a timer runs it."""

from __future__ import annotations

import fcntl
import json

import pytest
from click.testing import CliRunner

from donghanh.web.programme.commands import tick

pytestmark = pytest.mark.django_db


def test_it_says_what_it_did_and_that_no_mail_server_is_set(settings) -> None:
    settings.EMAIL_HOST = ""
    ran = CliRunner().invoke(tick, ["--json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["reminders"] == 0
    assert "DONGHANH_MAIL" in ran.stderr


def test_two_at_once_do_not_do_the_same_work(data_folder) -> None:
    with (data_folder / "tick.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = CliRunner().invoke(tick, ["--json"])
    assert ran.exit_code == 0 and ran.stdout == "" and "chưa xong" in ran.stderr
