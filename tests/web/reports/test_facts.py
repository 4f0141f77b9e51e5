from __future__ import annotations

from django.utils import timezone
from tests.cast import Cast, make_task

from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.reports.facts import gather


def test_the_facts_are_the_records(lived: Agreement) -> None:
    facts = gather(lived, as_of=timezone.localdate())
    assert [task.title for task in facts.overdue] == ["Giao mặt bằng"]
    assert [report.reason for report in facts.returned] == ["Chưa có quyết định ban hành"]
    assert len(facts.evidence) == 2, "a paper of a claim that was sent back proves nothing"
    assert [partner.short_name for partner in facts.partners] == ["Sao Lam"]
    assert facts.changed_on == timezone.localdate()


def test_a_dropped_task_is_no_task(lived: Agreement) -> None:
    Task.objects.get(title="Giao mặt bằng").delete()
    task = Task.objects.get(title="Vận hành kho")
    task.state = Task.State.DROPPED
    task.save()
    facts = gather(lived, as_of=timezone.localdate())
    assert (len(facts.tasks), len(facts.all_tasks)) == (2, 3)


def test_queries_do_not_grow_with_the_records(cast: Cast, lived: Agreement, django_assert_max_num_queries) -> None:
    for commitment in Commitment.objects.all():
        for _ in range(3):
            make_task(cast, commitment)
    with django_assert_max_num_queries(8):
        facts = gather(lived, as_of=timezone.localdate())
        assert facts.overdue and facts.evidence and facts.returned
        assert [paper.report.task.lead.short_name for paper in facts.evidence]
        assert [report.task.title for report in facts.returned]
