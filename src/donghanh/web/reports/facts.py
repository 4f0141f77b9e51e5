"""What the records say about an agreement on a day; read once, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Agreement, Body, Commitment, Evidence, Participant, ProgressReport, Task
from donghanh.web.programme.querysets.agreements import in_effect, with_progress


@dataclass(frozen=True)
class Facts:
    """The records a review is written from; lists are in the order in which the review names them."""

    agreement: Agreement
    as_of: date
    partners: tuple[Organisation, ...]
    bodies: tuple[Body, ...]
    participants: tuple[Participant, ...]
    commitments: tuple[Commitment, ...]
    """With ``is_claimed``, ``is_verified`` and their tasks, the tasks with reports and evidence."""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks that were not dropped."""
        return tuple(task for task in self.all_tasks if task.state != Task.State.DROPPED)

    @property
    def all_tasks(self) -> tuple[Task, ...]:
        """All tasks, dropped ones too."""
        return tuple(task for commitment in self.commitments for task in commitment.tasks.all())

    @property
    def overdue(self) -> tuple[Task, ...]:
        """Tasks still owed though their date has passed, the longest overdue first."""
        return tuple(sorted((task for task in self.tasks if task.is_overdue(self.as_of)), key=lambda task: task.due_on))

    @property
    def returned(self) -> tuple[ProgressReport, ...]:
        """Claims a verifier sent back, oldest first."""
        sent_back = [one for one in self._reports if one.state == ProgressReport.State.RETURNED]
        return tuple(sorted(sent_back, key=lambda report: report.written_at))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The papers attached to reports that were not sent back, by date of issue."""
        kept = [one for one in self._reports if one.state != ProgressReport.State.RETURNED]
        papers = [paper for report in kept for paper in report.evidence.all()]
        return tuple(sorted(papers, key=lambda paper: (paper.issued_on, paper.number)))

    @property
    def _reports(self) -> list[ProgressReport]:
        return [report for task in self.all_tasks for report in task.reports.all()]

    @property
    def changed_on(self) -> date | None:
        """The day of the latest report or judgement; None when there is none."""
        moments = [moment for one in self._reports for moment in (one.written_at, one.judged_at) if moment]
        return max((timezone.localdate(moment) for moment in moments), default=None)


def gather(agreement: Agreement, *, as_of: date) -> Facts:
    """The facts of one agreement, in a number of queries that does not grow with its records."""
    reports = ProgressReport.objects.prefetch_related("evidence").order_by("-written_at", "-pk")
    tasks = Task.objects.select_related("lead").prefetch_related(Prefetch("reports", reports)).order_by("due_on", "pk")
    commitments = with_progress(in_effect(Commitment.objects.filter(agreement=agreement)), on=as_of)
    partners = agreement.parties.select_related("organisation").filter(organisation__kind=Organisation.Kind.PARTNER)
    return Facts(
        agreement=agreement,
        as_of=as_of,
        partners=tuple(party.organisation for party in partners),
        bodies=tuple(agreement.bodies.all()),
        participants=tuple(agreement.participants.all()),
        commitments=tuple(
            commitments.select_related("promisor").prefetch_related(Prefetch("tasks", tasks)).order_by("number")
        ),
    )
