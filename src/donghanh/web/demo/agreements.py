"""The real agreements, as facts with their source."""

from __future__ import annotations

from django.db import transaction

from donghanh.web.demo import content
from donghanh.web.demo.content import RealAgreement
from donghanh.web.demo.details import build_details
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.agreements.register_agreement import AgreementFacts, register_agreement
from donghanh.web.programme.models import Agreement, Body, Commitment, Content, Participant


def build_real_agreements(*, by: User) -> None:
    """Those that are missing."""
    known = set(Agreement.objects.values_list("code", flat=True))
    for entry in content.real_agreements():
        if entry.code not in known:
            with transaction.atomic():
                build_details(register_agreement(_facts(entry), by=by), entry, by=by)


def _facts(entry: RealAgreement) -> AgreementFacts:
    named = {one.code: one for one in Organisation.objects.filter(code__in=[entry.province, *entry.partners])}
    contents = [Content(number=one.number, title=one.title) for one in entry.contents]
    places = {
        number: content for one, content in zip(entry.contents, contents, strict=True) for number in one.commitments
    }
    commitments = [
        Commitment(
            text=one.text,
            promisor=named[one.promisor] if one.promisor else None,
            status=one.status,
            areas=one.areas,
            content=places.get(number),
        )
        for number, one in enumerate(entry.commitments, 1)
    ]
    participants = [
        Participant(name=one.name, role=one.role, organisation_name=one.organisation, act=one.act)
        for one in entry.participants
    ]
    return AgreementFacts(
        code=entry.code,
        title=entry.title,
        province=named[entry.province],
        partners=[named[code] for code in entry.partners],
        instrument=entry.instrument,
        state=Agreement.State.IN_FORCE if entry.state == Agreement.State.CLOSED else entry.state,
        signed_on=entry.signed_on,
        start_year=entry.start_year,
        end_year=entry.end_year,
        vision_year=entry.vision_year,
        source_url=entry.source.url,
        source_title=f"{entry.source.citation()}. {entry.note}",
        contents=contents,
        commitments=commitments,
        bodies=[Body(kind=one.kind, name=one.name, head=one.head) for one in entry.bodies],
        participants=participants,
    )
