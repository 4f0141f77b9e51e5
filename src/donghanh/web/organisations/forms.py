"""Signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """User name and password, nothing else: accounts and new passwords come from one's own office."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = _("Forgotten? Ask the standing office to set a new one.")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
