"""How every action asks whether somebody may: ``require(predicate, user, subject)``."""

from __future__ import annotations

from typing import Any

import rules

from donghanh.errors import RefusedError
from donghanh.web.organisations.models import Role, User


def has_role(*roles: Role) -> rules.predicates.Predicate:
    """A predicate: the person is signed in with one of these roles."""

    @rules.predicate(f"has_role:{','.join(roles)}")
    def holds(user: User) -> bool:
        return user.is_authenticated and user.is_active and user.role in roles

    return holds


def require(may: rules.predicates.Predicate, user: User, subject: Any = None, *, vi: str, en: str) -> None:
    """Refuse unless the predicate holds; ``vi`` and ``en`` tell the person who may.

    Raises:
        RefusedError: with a code that begins with ``forbidden``.
    """
    if not may.test(user, subject):
        raise RefusedError("forbidden." + may.name.partition(":")[0], vi=vi, en=en)
