"""What a plan says of a task, and the rules it must keep; for the actions that make and edit tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from donghanh.errors import InputError, RefusedError
from donghanh.text import nearest
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.indicators import indicators
from donghanh.web.programme.models import Agreement, Task
from donghanh.web.programme.querysets.agreements import possible_leads


@dataclass(frozen=True)
class TaskFacts:
    """The plan of one task; the names are those of the model's fields."""

    title: str
    product: str
    lead: Organisation
    due_on: date
    starts_on: date | None = None
    co_organisations: Sequence[Organisation] = ()
    officer: User | None = None
    project: Task | None = None
    indicator_code: str = ""
    recurrence: str = ""
    recurs_until: date | None = None
    is_kept_up: bool = False

    def values(self) -> dict[str, Any]:
        """By field, as it is stored: texts trimmed, the lead no co-worker of its own, an end only where it recurs."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        given = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        given["co_organisations"] = [one for one in self.co_organisations if one != self.lead]
        return given | {"recurs_until": self.recurs_until if self.recurrence else None}


def check_facts(facts: TaskFacts, agreement: Agreement, task: Task | None = None) -> None:
    """Refuse a plan that cannot be carried out; ``task`` is the one being edited.

    Raises:
        InputError: no title or product, dates that contradict, an unknown indicator, somebody from outside the
            agreement, an officer of another organisation, a project that cannot hold the task.
        RefusedError: the agreement is closed.
    """
    if agreement.state == Agreement.State.CLOSED:
        raise RefusedError(
            "state.agreement",
            vi=f"Thỏa thuận “{agreement}” đã kết thúc nên không giao thêm, không sửa nhiệm vụ.",
            en=f"The agreement “{agreement}” is closed, so its tasks are neither added to nor edited.",
        )
    _check_words(facts)
    _check_dates(facts)
    _check_people(facts, agreement)
    if facts.project:
        _check_project(facts.project, agreement, task)


def _check_words(facts: TaskFacts) -> None:
    if not facts.title.strip() or not facts.product.strip():
        raise InputError(
            "task.words",
            vi="Nhiệm vụ cần có tên và sản phẩm phải giao.",
            en="A task needs a title and a product to deliver.",
        )
    code = facts.indicator_code.strip()
    if code and code not in indicators():
        vi, en = nearest(code, indicators())
        raise InputError(
            "task.indicator", vi=f"Không có chỉ số “{code}”: {vi}", en=f"There is no indicator “{code}”: {en}"
        )


def _check_dates(facts: TaskFacts) -> None:
    start, due, until = facts.starts_on, facts.due_on, facts.recurs_until
    if start and due < start:
        raise InputError(
            "task.dates",
            vi=f"Hạn {due:%d/%m/%Y} trước ngày bắt đầu {start:%d/%m/%Y}; hãy sửa một trong hai.",
            en=f"The due date {due:%d/%m/%Y} is before the start {start:%d/%m/%Y}; mend one of them.",
        )
    if facts.recurrence and until and until < due:
        raise InputError(
            "task.recurs_until",
            vi=f"Ngày lặp cuối {until:%d/%m/%Y} trước hạn đầu tiên {due:%d/%m/%Y}; hãy sửa một trong hai.",
            en=f"It recurs until {until:%d/%m/%Y}, before it is first due on {due:%d/%m/%Y}; mend one of them.",
        )


def _check_people(facts: TaskFacts, agreement: Agreement) -> None:
    strangers = {facts.lead, *facts.co_organisations} - set(possible_leads(agreement))
    if strangers:
        named = ", ".join(sorted(str(one) for one in strangers))
        raise InputError(
            "task.organisation",
            vi=f"{named} không thuộc bên nào của thỏa thuận và không phải là sở, ngành, địa phương.",
            en=f"{named} stands on neither side of the agreement and is no department or commune.",
        )
    if facts.officer and facts.officer.organisation_id != facts.lead.pk:
        raise InputError(
            "task.officer",
            vi=f"{facts.officer} không phải người của {facts.lead}; hãy chọn cán bộ của đơn vị chủ trì.",
            en=f"{facts.officer} does not work for {facts.lead}; choose an officer of the lead.",
        )


def _check_project(project: Task, agreement: Agreement, task: Task | None) -> None:
    wrong = None
    if project.commitment.agreement_id != agreement.pk:
        wrong = ("thuộc thỏa thuận khác", "belongs to another agreement")
    elif project.project_id is not None:
        wrong = ("đã là phần của một dự án khác", "is itself a part of a project")
    elif project.state not in Task.OPEN:
        wrong = (f"đang ở trạng thái “{project.get_state_display()}”", f"is “{project.get_state_display()}”")
    elif task is not None and project.pk == task.pk:
        wrong = ("chính là nhiệm vụ này", "is this very task")
    elif task is not None and task.parts.exists():
        wrong = ("không nhận được một nhiệm vụ vốn đã có các phần", "cannot take a task that has parts of its own")
    if wrong:
        raise InputError(
            "task.project",
            vi=f"Nhiệm vụ {project.code} {wrong[0]}; hãy chọn dự án khác hoặc để trống.",
            en=f"Task {project.code} {wrong[1]}; choose another project or leave it empty.",
        )
