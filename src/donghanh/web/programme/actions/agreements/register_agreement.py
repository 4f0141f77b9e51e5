"""An agreement enters the programme, with all that its document says, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from donghanh.errors import InputError, RefusedError
from donghanh.text import fold
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.models import Agreement, Body, Commitment, Content, Document, Participant, Party
from donghanh.web.programme.permissions.agreements import require_documents


@dataclass(frozen=True)
class AgreementFacts:
    """What a person confirmed. Organisations and rows may be unsaved; the action saves them."""

    title: str
    province: Organisation
    partners: Sequence[Organisation]
    instrument: str = Agreement.Instrument.UNSPECIFIED
    state: str = Agreement.State.IN_FORCE
    signed_on: date | None = None
    start_year: int | None = None
    end_year: int | None = None
    vision_year: int | None = None
    source_url: str = ""
    source_title: str = ""
    code: str = ""
    """Made from the parties and the first year where it is empty."""
    spans: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)
    contents: Sequence[Content] = ()
    """The numbered parts of the paper, in its order; ``content`` of a commitment is one of them."""
    commitments: Sequence[Commitment] = ()
    """In order; ``promisor`` is one of the parties, or None for both sides. Numbered here."""
    bodies: Sequence[Body] = ()
    participants: Sequence[Participant] = ()
    departments: Sequence[Organisation] = ()
    """On the province's side besides it."""
    predecessor: Agreement | None = None
    """The agreement it continues."""


@transaction.atomic
def register_agreement(
    facts: AgreementFacts, *, by: User, document: Document | None = None, once: UUID | str | None = None
) -> Agreement:
    """Create the agreement with parties, commitments, bodies and participants.

    Raises:
        InputError: a missing title, no partner, a period that ends before it starts, a promise of a stranger.
        RefusedError: not the standing office, or the document was confirmed before.
    """
    require_documents(by)
    _check(facts)
    if document is not None:
        document = Document.objects.select_for_update().get(pk=document.pk)
        if document.state == Document.State.CONFIRMED:
            raise RefusedError(
                "state.confirmed",
                vi=f"Văn bản “{document.title}” đã được xác nhận trước đó.",
                en=f"The document “{document.title}” was confirmed before.",
            )
    for organisation in (facts.province, *facts.partners, *facts.departments):
        if organisation.pk is None:
            organisation.code = _free_code(Organisation, organisation.short_name, 40)
            organisation.save()
            record("organisation.created", organisation, by=by)
    agreement = _save_agreement(facts, document)
    record("agreement.confirmed", agreement, by=by, data={"commitments": len(facts.commitments)}, once=once)
    if document is not None:
        document.state = Document.State.CONFIRMED
        document.save()
        record("document.confirmed", document, by=by, data={"agreement": agreement.code})
    return agreement


def _save_agreement(facts: AgreementFacts, document: Document | None) -> Agreement:
    named = [facts.province.short_name, *(one.short_name for one in facts.partners), str(facts.start_year or "")]
    agreement = Agreement.objects.create(
        code=facts.code or _free_code(Agreement, " ".join(named), 80),
        title=facts.title.strip(),
        instrument=facts.instrument,
        state=facts.state,
        signed_on=facts.signed_on,
        start_year=facts.start_year,
        end_year=facts.end_year,
        vision_year=facts.vision_year,
        document=document,
        source_url=facts.source_url or (document.source_url if document else ""),
        source_title=facts.source_title or (document.title if document else ""),
        province=facts.province,
        spans=dict(facts.spans),
        is_simulated=facts.province.is_simulated,
        predecessor=facts.predecessor,
    )
    sides = ((Party.Side.PARTNER, facts.partners), (Party.Side.PROVINCE, facts.departments))
    parties = [Party(agreement=agreement, organisation=one, side=side) for side, found in sides for one in found]
    Party.objects.bulk_create(parties)
    for position, content in enumerate(facts.contents):
        content.agreement, content.position = agreement, position
        content.save()
    for number, commitment in enumerate(facts.commitments, start=1):
        commitment.agreement, commitment.number = agreement, number
        commitment.save()
    for row in (*facts.bodies, *facts.participants):
        row.agreement = agreement
        row.save()
    return agreement


def _check(facts: AgreementFacts) -> None:
    if not facts.title.strip():
        raise InputError("agreement.title", vi="Hãy ghi tên thỏa thuận.", en="Give the agreement a title.")
    if not facts.partners:
        raise InputError("agreement.partners", vi="Hãy chọn ít nhất một đối tác.", en="Choose at least one partner.")
    if facts.start_year and facts.end_year and facts.end_year < facts.start_year:
        raise InputError(
            "agreement.period",
            vi=f"Năm kết thúc {facts.end_year} trước năm bắt đầu {facts.start_year}; hãy sửa lại giai đoạn.",
            en=f"The last year {facts.end_year} is before the first year {facts.start_year}; mend the period.",
        )
    parties = [facts.province, *facts.partners, *facts.departments]
    for commitment in facts.commitments:
        if not commitment.text.strip():
            raise InputError("agreement.commitment", vi="Có cam kết chưa ghi nội dung.", en="A commitment has no text.")
        if commitment.promisor is not None and commitment.promisor not in parties:
            raise InputError(
                "agreement.promisor",
                vi=f"“{commitment.promisor}” không phải là một bên của thỏa thuận; hãy chọn lại bên cam kết.",
                en=f"“{commitment.promisor}” is no party of the agreement; choose who promised again.",
            )


def _free_code(model: type[Agreement] | type[Organisation], words: str, longest: int) -> str:
    short = re.sub(r"\b(ubnd|tinh|thanh pho|tp\.?) ", "", fold(words))
    wanted = slugify(short)[: longest - 4].strip("-") or model._meta.model_name
    code, number = wanted, 1
    while model.objects.filter(code=code).exists():
        number += 1
        code = f"{wanted}-{number}"
    return code
