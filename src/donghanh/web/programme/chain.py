"""The chain of one agreement as a picture: from the document to what was verified, each step with count and link.

The steps that higher apps own (index, review, public page) are links they register with :func:`register`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.web.programme.models import Agreement, Evidence, Task
from donghanh.web.programme.querysets.tasks import overdue


@dataclass(frozen=True)
class Step:
    """One step: what it is, how much of it there is, where it leads, and what to worry about."""

    label: str
    count: str
    href: str = ""
    note: str = ""
    tone: str = ""


_higher: list[tuple[int, Callable[[Agreement], Step | None]]] = []


def register(order: int, step: Callable[[Agreement], Step | None]) -> None:
    """Add a step after ours; called from a higher app's ``ready``. None leaves the step out for that agreement."""
    _higher.append((order, step))
    _higher.sort(key=lambda one: one[0])


def chain(agreement: Agreement, *, on: date) -> list[Step]:
    """The steps of an agreement that carries its counts (``querysets.with_counts``)."""
    tasks = Task.objects.filter(commitment__agreement=agreement).exclude(state=Task.State.DROPPED)
    verified, moves = Q(state=Task.State.VERIFIED), ~Q(indicator_code="")
    of = tasks.aggregate(all=Count("pk"), verified=Count("pk", filter=verified), moving=Count("pk", filter=moves))
    late = overdue(tasks, on=on).count()
    papers = Evidence.objects.filter(report__task__commitment__agreement=agreement).count()
    listed = reverse("programme:task-list") + f"?agreement={agreement.code}"
    late_note = _("%(count)s overdue") % {"count": late} if late else ""
    ours = [
        Step(_("Document"), "1" if agreement.document_id or agreement.source_title else "–", "#nguon"),
        Step(_("Commitments"), str(agreement.commitment_count), "#cam-ket"),
        Step(_("Tasks"), str(of["all"]), listed, late_note, "red"),
        Step(_("Evidence"), str(papers), "#minh-chung"),
        Step(_("Tasks verified"), f"{of['verified']}/{of['all']}", f"{listed}&state=verified"),
        Step(_("Move an indicator"), str(of["moving"]), "#chi-so"),
    ]
    return ours + [step for _order, made in _higher if (step := made(agreement))]
