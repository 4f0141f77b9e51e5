from __future__ import annotations

import pytest
from click.testing import CliRunner

from donghanh.web.demo import content
from donghanh.web.demo.commands import demo
from donghanh.web.organisations.models import Role, User


@pytest.mark.slow
def test_the_command_prints_every_sign_in_and_that_the_password_is_public(db: None) -> None:
    done = CliRunner().invoke(demo, catch_exceptions=False)
    assert done.exit_code == 0
    named = {one.username for one in content.accounts().accounts}
    assert all(username in done.stdout for username in named)
    assert f"{User.objects.count() - len(named)} tài khoản" in done.stdout
    assert {user.role for user in User.objects.all()} == set(Role.values)
    assert "lam-giang-2030" in done.stdout
    assert "public" in done.stdout
