"""What open rounds ask of a person: lines of the first page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Answer, Round
from donghanh.web.scoreboard.permissions import may_lead, may_see_rounds, may_submit, works
from donghanh.web.scoreboard.questions import Offices, Question
from donghanh.web.scoreboard.round_querysets import own_items, progress, running, unassigned, waiting_for
from donghanh.web.ui.environment import said

SOON = 7
"""Days before a deadline from which a line is urgent."""
REMIND = 3
"""Days before a deadline from which the lead is reminded of what others have not done."""


@dataclass(frozen=True)
class RoundDuty:
    """One thing to do: in which round, what, where, until when."""

    round: Round
    words: str
    href: str
    until: date
    days: int
    """Days left; negative when it is late."""

    @property
    def is_urgent(self) -> bool:
        """The deadline is near or past."""
        return self.days <= SOON

    @property
    def is_last_call(self) -> bool:
        """Hardly any time is left."""
        return self.days <= REMIND


_Line = tuple[str, str, date]
"""What, where, until when."""


def round_duties(user: User, *, on: date) -> list[RoundDuty]:
    """What the running rounds ask of this person, the next deadline first."""
    if not may_see_rounds.test(user) or user.organisation is None:
        return []
    found = [duty for round in running(on) for duty in _duties(round, user, on)]
    return sorted(found, key=lambda duty: (duty.until, duty.round.pk))


def _duties(round: Round, user: User, on: date) -> Iterator[RoundDuty]:
    offices = Offices(round)
    own = [one for one in round.subjects if may_submit(user, round, one, offices)]
    for words, href, until in chain(
        _to_fill(round, user, offices, own, on),
        _to_explain(round, user, offices, own, on),
        _to_judge(round, user, offices, on),
        _to_lead(round, offices, own, on) if may_lead.test(user, round) else (),
    ):
        yield RoundDuty(round, words, href, until, (until - on).days)


def _to_fill(round: Round, user: User, offices: Offices, own: list[str], on: date) -> Iterator[_Line]:
    if on > round.self_scoring_until:
        return
    for one in progress(round, own):
        if not one.is_complete:
            left = one.asked - one.submitted
            words = ngettext("%(num)s item to fill in and submit", "%(num)s items to fill in and submit", left)
            file = reverse("scoreboard:round-file", args=[round.pk, one.subject])
            yield words % {"num": left}, file, round.self_scoring_until
    if user.organisation is not None and works(user):
        given = [one for one in own_items(round, user.organisation, offices) if one.is_open]
        if given:
            words = ngettext(
                "%(num)s item assigned to you to fill in", "%(num)s items assigned to you to fill in", len(given)
            )
            yield words % {"num": len(given)}, reverse("scoreboard:round-own-items"), min(one.due for one in given)


def _to_explain(round: Round, user: User, offices: Offices, own: list[str], on: date) -> Iterator[_Line]:
    if on > round.explanation_until or not works(user):
        return
    items = {item.code: item for item in round.definition.scored}
    for answer in round.answers.filter(state=Answer.State.RETURNED).order_by("subject", "pk"):
        question = Question(round, answer.subject, items[answer.item_code])
        if answer.subject in own or offices.responsible(question) == user.organisation:
            words = _("explain: %(item)s") % {"item": said(dict(question.item.name))}
            yield words, answer.get_absolute_url(), round.explanation_until


def _to_judge(round: Round, user: User, offices: Offices, on: date) -> Iterator[_Line]:
    waiting = waiting_for(round, user, offices)
    if waiting:
        words = ngettext("%(num)s answer to appraise", "%(num)s answers to appraise", len(waiting))
        yield words % {"num": len(waiting)}, round.get_absolute_url() + "#cho-tham-dinh", round.appraisal_until


def _to_lead(round: Round, offices: Offices, own: list[str], on: date) -> Iterator[_Line]:
    """What the lead sees to: items nobody has, the end of the round, and in the last days what others have not done."""
    page = round.get_absolute_url()
    if on <= round.self_scoring_until and round.definition.subjects == "province":
        for subject in round.subjects:
            if left := len(unassigned(round, subject, offices)):
                words = ngettext("%(num)s item is assigned to nobody", "%(num)s items are assigned to nobody", left)
                href = reverse("scoreboard:round-assign", args=[round.pk, subject])
                yield words % {"num": left}, href, round.self_scoring_until
    if on > round.explanation_until:
        yield _("all deadlines have passed: close the round"), page, round.explanation_until
    last_calls = (
        (round.self_scoring_until, _not_submitted),
        (round.appraisal_until, _not_appraised),
        (round.explanation_until, _not_explained),
    )
    for until, remind in last_calls:
        if 0 <= (until - on).days <= REMIND and (words := remind(round, own)):
            yield words, page, until


def _not_submitted(round: Round, own: list[str]) -> str:
    others = [one for one in round.subjects if one not in own]
    left = sum(not one.is_complete for one in progress(round, others))
    words = ngettext("remind: %(num)s file is not submitted", "remind: %(num)s files are not submitted", left)
    return words % {"num": left} if left else ""


def _not_appraised(round: Round, own: list[str]) -> str:
    left = round.answers.filter(state__in=Answer.WAITING).count()
    words = ngettext("remind: %(num)s answer waits for a verdict", "remind: %(num)s answers wait for a verdict", left)
    return words % {"num": left} if left else ""


def _not_explained(round: Round, own: list[str]) -> str:
    left = round.answers.filter(state=Answer.State.RETURNED).exclude(subject__in=own).count()
    words = ngettext(
        "remind: %(num)s answer waits for an explanation", "remind: %(num)s answers wait for an explanation", left
    )
    return words % {"num": left} if left else ""


def rounds_to_do(request: HttpRequest, _subject: Any) -> tuple[str, dict[str, Any]] | None:
    """On the first page: what the rounds ask; nothing where they ask nothing."""
    if not request.user.is_authenticated:
        return None
    duties = round_duties(request.user, on=timezone.localdate())
    return ("scoreboard/rounds/to_do.html", {"duties": duties}) if duties else None
