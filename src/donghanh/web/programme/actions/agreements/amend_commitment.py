"""An annex or amendment changes a commitment; the wording it had is kept."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import AgreementPaper, Commitment, CommitmentVersion
from donghanh.web.programme.permissions.agreements import require_changing_paper, require_documents
from donghanh.web.programme.promises import CommitmentFacts, check_facts, facts_of, stored


@transaction.atomic
def amend_commitment(
    commitment: Commitment,
    facts: CommitmentFacts,
    *,
    by: User,
    paper: AgreementPaper,
    version: int | None = None,
    once: UUID | str | None = None,
) -> Commitment:
    """Store the facts as ``paper`` has them; the commitment as it stood becomes a :class:`CommitmentVersion`.

    An annex fills in what the commitment left open; only an amendment changes what was agreed.

    Raises:
        InputError: facts that ``promises.check_facts`` refuses, or nothing that differs.
        ChangedMeanwhile: somebody else changed the same facts meanwhile.
        RefusedError: not the standing office, a paper that cannot change it, a commitment struck out already.
    """
    require_documents(by)
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=commitment.pk)
    require_changing_paper(commitment.agreement, paper)
    refuse_struck_out(commitment)
    check_facts(commitment.agreement, facts)
    wanted = facts.values()
    refuse_stale(commitment, version, wanted)
    changed = changes(commitment, wanted)
    _check_changed(commitment, paper, changed)
    CommitmentVersion.objects.create(
        commitment=commitment,
        number=commitment.versions.count() + 1,
        facts=stored(facts_of(commitment)),
        replaced_by=paper,
    )
    for name, value in wanted.items():
        setattr(commitment, name, value)
    commitment.version += 1
    commitment.save()
    data = {"version": commitment.version, "changed": changed, "paper": paper.number}
    record("commitment.amended", commitment, by=by, data=data, once=once)
    return commitment


def refuse_struck_out(commitment: Commitment) -> None:
    """Refuse to change what does not stand any more.

    Raises:
        RefusedError: an amendment struck the commitment out.
    """
    if commitment.withdrawn_by is not None:
        raise RefusedError(
            "state.struck_out",
            vi=f"Cam kết {commitment.number} đã bị bãi bỏ theo văn bản {commitment.withdrawn_by}.",
            en=f"Commitment {commitment.number} was struck out by {commitment.withdrawn_by}.",
        )


def _check_changed(commitment: Commitment, paper: AgreementPaper, changed: dict[str, list[str]]) -> None:
    if not changed:
        raise InputError(
            "commitment.same",
            vi=f"Cam kết {commitment.number} không có gì khác trước; hãy sửa nội dung mà văn bản thay đổi.",
            en=f"Nothing of commitment {commitment.number} differs; change what the paper changes.",
        )
    replaced = [name for name, (before, _after) in changed.items() if before != "–"]
    if paper.kind == AgreementPaper.Kind.ANNEX and replaced:
        words = ", ".join(str(Commitment._meta.get_field(name).verbose_name) for name in replaced)
        raise InputError(
            "commitment.annex",
            vi=f"Phụ lục chỉ ghi thêm phần còn trống, không thay nội dung đã thỏa thuận ({words}); việc đó cần văn bản "
            "sửa đổi, bổ sung.",
            en=f"An annex fills in what was left open and does not change what was agreed ({words}); that takes an "
            "amendment.",
        )
