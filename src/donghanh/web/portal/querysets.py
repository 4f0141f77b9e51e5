"""What the public may read. Nothing here tells of a claim: only what a second organisation verified."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from donghanh.text import fold
from donghanh.web.programme.models import Agreement, Commitment, Participant, Task
from donghanh.web.programme.querysets.agreements import in_effect, with_counts, with_progress
from donghanh.web.reports.models import Review


def public_agreements(*, on: date) -> QuerySet[Agreement]:
    """Every agreement but the drafts, with counts, parties and day of its last review, in a fixed number of queries.

    ``is_followed`` tells agreements taken in here with their document, or with tasks, from facts only recorded.
    """
    has_tasks = Exists(Task.objects.filter(commitment__agreement=OuterRef("pk")))
    last_review = Review.objects.filter(agreement=OuterRef("pk")).order_by("-as_of", "-pk")
    return (
        with_counts(Agreement.objects.exclude(state=Agreement.State.DRAFT), on=on)
        .annotate(
            last_review_on=Subquery(last_review.values("as_of")[:1]),
            is_followed=Q(document__isnull=False) | has_tasks,
        )
        .select_related("province")
        .prefetch_related("parties__organisation")
    )


def matching(agreements: QuerySet[Agreement], words: str) -> list[Agreement]:
    """Those whose title, province or partners hold every word, diacritics aside ("quang tri" finds Quảng Trị).

    The last word may be unfinished; the others are whole words, else "ha tinh" would find "Hải Dương, tỉnh …".
    """
    wanted = _words(words)
    return [one for one in agreements if not wanted or _holds(_words(_searched(one)), *wanted)]


def _holds(words: list[str], *wanted: str) -> bool:
    *whole, last = wanted
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _searched(agreement: Agreement) -> str:
    names = [party.organisation.name for party in agreement.parties.all()]
    short = [party.organisation.short_name for party in agreement.parties.all()]
    return " ".join([agreement.title, agreement.period, agreement.province.name, *names, *short])


def public_commitments(agreement: Agreement, *, on: date) -> QuerySet[Commitment]:
    """The agreement's commitments in effect, in order, each with the count of its tasks and of the verified ones."""
    return with_progress(in_effect(agreement.commitments.select_related("promisor")), on=on).order_by("number")


def public_signatories(agreement: Agreement) -> QuerySet[Participant]:
    """Who signed, where a public source names them; nobody of a simulated agreement, nobody without a source."""
    if agreement.is_simulated or not agreement.source_title:
        return Participant.objects.none()
    return agreement.participants.filter(act=Participant.Act.SIGNATORY)
