"""The facts of a body are put right: its name, duties, the body above, the departments it works with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.set_up_body import BodyFacts, check_body
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Body
from donghanh.web.programme.permissions.governance import require_bodies


@transaction.atomic
def change_body(
    body: Body, facts: BodyFacts, *, by: User, version: int | None = None, once: UUID | str | None = None
) -> Body:
    """Store the new facts; whose body it is stays as it was.

    Raises:
        ChangedMeanwhile: somebody else changed it after ``version`` was read.
        InputError: no name, or a body above that cannot be.
        RefusedError: not the standing office, or the body is dissolved.
    """
    require_bodies(by)
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    refuse_dissolved(body)
    facts = BodyFacts(**{**facts.__dict__, "agreement": body.agreement, "province": body.province})
    check_body(body, facts)
    wanted: dict[str, Any] = {
        "kind": facts.kind,
        "name": facts.name.strip(),
        "parent": facts.parent,
        "duties": facts.duties.strip(),
        "departments": list(facts.departments),
    }
    refuse_stale(body, version, wanted)
    changed = changes(body, wanted)
    body.departments.set(wanted.pop("departments"))
    for name, value in wanted.items():
        setattr(body, name, value)
    body.version += 1
    body.save()
    record("body.changed", body, by=by, data={"version": body.version, "changed": changed}, once=once)
    return body


def refuse_dissolved(body: Body) -> None:
    """For every action on a body that must still exist.

    Raises:
        RefusedError: it was dissolved.
    """
    if body.dissolved_on:
        raise RefusedError(
            "state.body",
            vi=f"“{body}” đã giải thể ngày {body.dissolved_on:%d/%m/%Y} nên không thay đổi được nữa.",
            en=f"“{body}” was dissolved on {body.dissolved_on:%d/%m/%Y}, so it takes no further changes.",
        )
