"""How accounts come about: an administrator makes them; nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ClosedAdapter(DefaultAccountAdapter):
    """No public sign-up; messages in our own words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The user name or the password is wrong."),
        "account_inactive": _("This account was closed. Ask the standing office."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: officials get their account from their office."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """None: that one is signed in or out is plain to see."""
