"""One side asks something of the other, or of an authority outside the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.requests.keep_papers import check_papers, keep_papers
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Agreement, Commitment, Notice, Request
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.permissions.requests import is_standing_office, require_raising
from donghanh.web.programme.querysets.requests import answering_for, possible_addressees


@dataclass(frozen=True)
class RequestFacts:
    """What is asked, of whom, until when; ``asked_by`` is None for the person's own organisation."""

    kind: str
    title: str
    text: str
    due_on: date
    addressed_to: Organisation | None = None
    addressee_outside: str = ""
    asked_by: Organisation | None = None
    commitment: Commitment | None = None


@transaction.atomic
def raise_request(
    agreement: Agreement,
    *,
    by: User,
    facts: RequestFacts,
    papers: Sequence[EvidenceFacts] = (),
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> Request:
    """Put the request; the addressee's officers are told.

    Raises:
        InputError: no words, not exactly one addressee, an addressee or asker who is no party, a due date before the
            day it is raised, a commitment of another agreement, a paper without its number.
        RefusedError: who speaks for no party; who writes for another organisation or to an outside authority without
            being the standing office; a closed agreement.
    """
    at = at or timezone.now()
    require_raising(by, agreement)
    # Locked so that two requests raised at once do not get the same number.
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    asker = facts.asked_by or by.organisation
    _check_words(facts, agreement, at)
    _check_sides(facts, agreement, asker, by)
    check_papers(papers)
    last = agreement.requests.aggregate(last=Max("number"))["last"] or 0
    request = Request.objects.create(
        agreement=agreement,
        number=last + 1,
        commitment=facts.commitment,
        kind=facts.kind,
        title=facts.title.strip(),
        text=facts.text.strip(),
        asked_by=asker,
        addressed_to=facts.addressed_to,
        addressee_outside=facts.addressee_outside.strip(),
        due_on=facts.due_on,
        raised_by=by,
        raised_at=at,
        is_simulated=agreement.is_simulated,
    )
    keep_papers(papers, request)
    record("request.raised", request, by=by, data={"to": request.addressee}, once=once)
    notify(
        answering_for(request.addressed_to).exclude(pk=by.pk),
        Notice.Kind.ASSIGNED,
        words={
            "vi": f"{asker} kiến nghị: {request.title}. Hạn trả lời {request.due_on:%d/%m/%Y}.",
            "en": f"{asker} asks: {request.title}. The answer is due on {request.due_on:%d/%m/%Y}.",
        },
        href=request.get_absolute_url(),
        key=f"request/{request.pk}/raised",
        at=at,
    )
    return request


def _check_words(facts: RequestFacts, agreement: Agreement, at: datetime) -> None:
    if agreement.state == Agreement.State.CLOSED:
        raise RefusedError(
            "state.agreement",
            vi=f"Thỏa thuận “{agreement}” đã kết thúc nên không nhận thêm kiến nghị.",
            en=f"The agreement “{agreement}” is closed, so it takes no further requests.",
        )
    if not facts.title.strip() or not facts.text.strip() or facts.kind not in Request.Kind.values:
        raise InputError(
            "request.words",
            vi="Kiến nghị cần có loại, tên và nội dung kèm lý do.",
            en="A request needs a kind, a title, and what is asked and why.",
        )
    raised_on = timezone.localdate(at)
    if facts.due_on < raised_on:
        raise InputError(
            "request.due",
            vi=f"Hạn trả lời {facts.due_on:%d/%m/%Y} trước ngày gửi {raised_on:%d/%m/%Y}; hãy chọn ngày khác.",
            en=f"The answer would be due on {facts.due_on:%d/%m/%Y}, before {raised_on:%d/%m/%Y}; choose another day.",
        )
    if facts.commitment is not None and facts.commitment.agreement_id != agreement.pk:
        raise InputError(
            "request.commitment",
            vi=f"Cam kết “{facts.commitment}” thuộc thỏa thuận khác.",
            en=f"The commitment “{facts.commitment}” belongs to another agreement.",
        )


def _check_sides(facts: RequestFacts, agreement: Agreement, asker: Organisation, by: User) -> None:
    outside = facts.addressee_outside.strip()
    if (facts.addressed_to is None) == (not outside):
        raise InputError(
            "request.addressee",
            vi="Hãy chọn một nơi nhận kiến nghị: một bên trong danh sách, hoặc ghi tên một cơ quan bên ngoài.",
            en="Name one addressee: a party from the list, or an authority outside it.",
        )
    if (outside or asker != by.organisation) and not is_standing_office.test(by):
        raise RefusedError(
            "forbidden.request_for_others",
            vi="Chỉ cơ quan thường trực gửi kiến nghị tới cơ quan ngoài thỏa thuận hoặc thay cho đơn vị khác.",
            en="Only the standing office asks authorities outside the agreement, or for another organisation.",
        )
    known = set(possible_addressees(agreement).values_list("pk", flat=True))
    named = [facts.addressed_to, asker if asker != by.organisation else None]
    strangers = [one for one in named if one is not None and one.pk not in known]
    if strangers or facts.addressed_to == asker:
        wrong = strangers[0] if strangers else asker
        raise InputError(
            "request.party",
            vi=f"{wrong} không thể là nơi nhận: phải là một bên của thỏa thuận hoặc một sở của tỉnh, khác nơi gửi.",
            en=f"{wrong} cannot be asked: it must be a party or a department of the province, other than the asker.",
        )
