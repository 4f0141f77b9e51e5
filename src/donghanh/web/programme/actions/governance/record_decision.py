"""A decision about a body is put on record, with its file."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.attach_paper import attach_paper
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Body, BodyDecision
from donghanh.web.programme.permissions.governance import require_bodies


@transaction.atomic
def record_decision(
    body: Body,
    paper: EvidenceFacts,
    *,
    by: User,
    act: str = BodyDecision.Act.CHANGES,
    once: UUID | str | None = None,
) -> BodyDecision:
    """Keep the paper; a body that stands on several decisions shows them all.

    Raises:
        InputError: number, issuer or abstract is missing, or a bad file.
        RefusedError: not the standing office.
    """
    require_bodies(by)
    decision = attach_paper(BodyDecision(body=body, act=act), paper)
    record("body.decided", body, by=by, data={"decision": decision.number, "act": act}, once=once)
    return decision
