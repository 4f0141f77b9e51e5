"""IV. Tasks against what was assigned: totals by state, and the overdue ones by name."""

from __future__ import annotations

from collections.abc import Iterable

from donghanh.reporting.blocks import Block, FigureRun, Heading, Paragraph, Table
from donghanh.web.programme.models import Task
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.sections.wording import TASK_STATES, day, fixed, nothing, say
from donghanh.web.reports.tally import Tally


def comparison(facts: Facts, tally: Tally) -> list[Block]:
    """The section's blocks."""
    heading = Heading(1, "ĐỐI CHIẾU VỚI NHIỆM VỤ ĐƯỢC GIAO")
    if not facts.tasks:
        return [heading, nothing("Nhiệm vụ giao cho các cơ quan, đơn vị")]
    sentence = say(
        "Để thực hiện thỏa thuận, {all} nhiệm vụ đã được giao cho các cơ quan, đơn vị. Tính đến ngày {day} có {late} "
        "nhiệm vụ quá hạn. Số nhiệm vụ theo trạng thái như sau:",
        all=_counted(
            tally, "tasks", facts.tasks, "Nhiệm vụ được giao, không tính nhiệm vụ đã dừng", "Tasks not dropped"
        ),
        late=_counted(tally, "overdue", facts.overdue, "Nhiệm vụ chưa có sản phẩm và đã qua thời hạn", "Overdue tasks"),
        day=day(facts.as_of),
    )
    rows = tuple((fixed(words), (_in_state(facts, tally, state),)) for state, words in TASK_STATES.items())
    table = Table(("Trạng thái", "Số nhiệm vụ"), rows, (0.75, 0.25), "Tổng hợp nhiệm vụ theo trạng thái")
    return [heading, Paragraph(sentence), table, *_overdue(facts, tally)]


def _counted(tally: Tally, key: str, tasks: Iterable[Task], vi: str, en: str) -> FigureRun:
    return tally.count(key, (f"task/{task.pk}" for task in tasks), vi, en)


def _in_state(facts: Facts, tally: Tally, state: str) -> FigureRun:
    chosen = [task for task in facts.tasks if task.state == state]
    return _counted(tally, f"state-{state}", chosen, f"Nhiệm vụ: {TASK_STATES[state].lower()}", f"Tasks {state}")


def _overdue(facts: Facts, tally: Tally) -> list[Block]:
    if not facts.overdue:
        return [nothing("Nhiệm vụ quá hạn")]
    rows = tuple(
        (
            fixed(task.code),
            fixed(task.title),
            fixed(task.lead.short_name),
            fixed(day(task.due_on)),
            (_days_late(facts, tally, task),),
        )
        for task in facts.overdue
    )
    header = ("Mã", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Số ngày quá hạn")
    return [Table(header, rows, (0.08, 0.45, 0.18, 0.155, 0.135), "Danh mục nhiệm vụ quá hạn")]


def _days_late(facts: Facts, tally: Tally, task: Task) -> FigureRun:
    name = {"vi": f"Số ngày quá hạn của nhiệm vụ {task.code}", "en": f"Days overdue, task {task.code}"}
    rule = {
        "vi": f"Từ thời hạn {day(task.due_on)} đến ngày chốt số liệu {day(facts.as_of)}.",
        "en": f"From the due date {day(task.due_on)} to the as-of date {day(facts.as_of)}.",
    }
    days = (facts.as_of - task.due_on).days
    return tally.keep(f"days-late-{task.pk}", days, (f"task/{task.pk}",), name, rule)
