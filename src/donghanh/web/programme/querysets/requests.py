"""Named questions about requests between the parties."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from donghanh.text import fold
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.models import Agreement, Request, Task
from donghanh.web.programme.querysets.people import WORKING, officers_of, standing_officers


def visible_requests(user: User) -> QuerySet[Request]:
    """A partner sees the requests of the agreements it is party to; people of the province see all."""
    if user.role != Role.PARTNER:
        return Request.objects.all()
    return Request.objects.filter(agreement__parties__organisation=user.organisation_id)


def listed_requests(requests: QuerySet[Request]) -> QuerySet[Request]:
    """With all that a row of the list shows, in one query."""
    return requests.select_related("agreement", "asked_by", "addressed_to").defer("text", "outcome", "search_text")


def owed_requests(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Those that wait for an answer under an agreement that runs: nothing is owed before it is signed or after it."""
    return requests.filter(state=Request.State.OPEN, agreement__state__in=Agreement.RUNNING)


def overdue_requests(requests: QuerySet[Request], *, on: date) -> QuerySet[Request]:
    """Those whose answer is owed, was due before that day and has not come."""
    return owed_requests(requests).filter(due_on__lt=on)


def running_requests(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Those that still wait for an answer or for the asker's word on it."""
    return requests.filter(state__in=Request.RUNNING)


def for_the_province(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Those the People's Committee must answer, or somebody outside of whom the province waits."""
    return requests.filter(Q(addressed_to=None) | Q(addressed_to__kind=Organisation.Kind.PROVINCE))


def to_answer_by(user: User) -> QuerySet[Request]:
    """Open requests this person may answer; ``permissions.requests.may_answer_request`` as a query."""
    if user.role not in WORKING or not user.organisation_id:
        return Request.objects.none()
    own = Q(addressed_to=user.organisation_id)
    if user.role == Role.STANDING_OFFICE:
        own |= Q(addressed_to=None) | Q(addressed_to__kind=Organisation.Kind.PROVINCE)
    return visible_requests(user).filter(own, state=Request.State.OPEN)


def to_follow_by(user: User) -> QuerySet[Request]:
    """Answered requests of this person's organisation: is the answer enough?"""
    return visible_requests(user).filter(asked_by=user.organisation_id, state=Request.State.ANSWERED)


def of_side(requests: QuerySet[Request], organisation: Organisation) -> QuerySet[Request]:
    """Requests the organisation made or received."""
    return requests.filter(Q(asked_by=organisation) | Q(addressed_to=organisation))


def matching_requests(requests: QuerySet[Request], words: str) -> QuerySet[Request]:
    """Requests whose title, words or outside addressee hold every word, diacritics aside."""
    for word in fold(words).split():
        requests = requests.filter(search_text__contains=word)
    return requests


def possible_addressees(agreement: Agreement) -> QuerySet[Organisation]:
    """Whom a request can be put to, and for whom the standing office may put one: both sides and the departments."""
    offices = (Organisation.Kind.STANDING_OFFICE, Organisation.Kind.DEPARTMENT)
    parties = agreement.parties.values("organisation")
    return Organisation.objects.filter(Q(kind__in=offices) | Q(pk=agreement.province_id) | Q(pk__in=parties))


def linkable_tasks(request: Request) -> QuerySet[Task]:
    """The tasks of its agreement that were not dropped."""
    return Task.objects.filter(commitment__agreement=request.agreement_id).exclude(state=Task.State.DROPPED)


def answering_for(addressee: Organisation | None) -> QuerySet[User]:
    """The officers who answer for it: the standing office for the People's Committee and for authorities outside."""
    if addressee is None or addressee.kind == Organisation.Kind.PROVINCE:
        return standing_officers()
    return officers_of([addressee])
