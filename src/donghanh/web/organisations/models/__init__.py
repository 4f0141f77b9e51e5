"""Organisations and users, split by aggregate; import from here."""

from donghanh.web.organisations.models.organisation import Organisation
from donghanh.web.organisations.models.user import Role, User

__all__ = ["Organisation", "Role", "User"]
