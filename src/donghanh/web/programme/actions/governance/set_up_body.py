"""A body is set up, by a decision where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.governance.attach_paper import attach_paper
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Agreement, Body, BodyDecision
from donghanh.web.programme.permissions.governance import require_bodies
from donghanh.web.programme.querysets.governance import possible_parents


@dataclass(frozen=True)
class BodyFacts:
    """What a body is; exactly one of ``agreement`` and ``province`` says whose."""

    kind: str
    name: str
    agreement: Agreement | None = None
    province: Organisation | None = None
    parent: Body | None = None
    departments: Sequence[Organisation] = ()
    duties: str = ""


@transaction.atomic
def set_up_body(
    facts: BodyFacts, *, by: User, decision: EvidenceFacts | None = None, once: UUID | str | None = None
) -> Body:
    """Store the body with the decision that set it up.

    Raises:
        InputError: no name, neither or both of agreement and province, a body above of another agreement, a bad paper.
        RefusedError: not the standing office.
    """
    require_bodies(by)
    body = Body(agreement=facts.agreement, province=facts.province)
    check_body(body, facts)
    body.kind, body.name, body.parent, body.duties = facts.kind, facts.name.strip(), facts.parent, facts.duties.strip()
    body.save()
    body.departments.set(facts.departments)
    if decision:
        attach_paper(BodyDecision(body=body, act=BodyDecision.Act.SET_UP), decision)
    papers = {"decision": decision.number} if decision else {}
    record("body.set_up", body, by=by, data={"kind": body.kind, **papers}, once=once)
    return body


def check_body(body: Body, facts: BodyFacts) -> None:
    """What holds for a new body and for a changed one.

    Raises:
        InputError: no name, unknown kind, neither or both of agreement and province, or a body above that cannot be.
    """
    if not facts.name.strip() or facts.kind not in Body.Kind.values:
        raise InputError(
            "body.name", vi="Hãy ghi tên và chọn loại tổ chức.", en="Give the body a name and choose its kind."
        )
    if (facts.agreement is None) == (facts.province is None):
        raise InputError(
            "body.whose",
            vi=f"Hãy cho biết “{facts.name}” thuộc một thỏa thuận hay dùng chung cho cả tỉnh.",
            en=f"Say whether “{facts.name}” belongs to one agreement or to the province as a whole.",
        )
    if facts.parent and not possible_parents(body).filter(pk=facts.parent.pk).exists():
        raise InputError(
            "body.parent",
            vi=f"“{facts.parent}” không thể là cấp trên của “{facts.name}”: khác thỏa thuận, đã giải thể, "
            "hoặc là cấp dưới của chính tổ chức này.",
            en=f"“{facts.parent}” cannot be above “{facts.name}”: it is of another agreement, dissolved, or below it.",
        )
