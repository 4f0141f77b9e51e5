"""A planning question put together and checked before any of it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from donghanh.errors import InputError, RefusedError
from donghanh.indices.definition import Edition
from donghanh.indices.planning.tasks import Candidates, read_candidates
from donghanh.text import nearest
from donghanh.web.scoreboard.models import CandidateTask, PlanQuestion, Run

TASKS_MOST = 500
"""Candidates of one question: what the solver was tried with."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved it since the form was opened."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "state.plan-changed",
            vi=f"{what} đã được người khác sửa sau khi bạn mở biểu mẫu. Hãy mở lại trang để xem bản mới rồi sửa tiếp.",
            en=f"{what} was changed by somebody else since you opened the form. Open the page again and go on from it.",
        )


def locked_question(question: PlanQuestion) -> PlanQuestion:
    """The question, which nobody else changes until the transaction ends."""
    return PlanQuestion.objects.select_for_update().select_related("run").get(pk=question.pk)


def planned_place(run: Run, place: str) -> str:
    """The place, if it can be planned for.

    Raises:
        InputError: it is not in the run, or is the territory around the places, whose inputs are those of the places.
    """
    scores = run.pinned.scores
    whole = scores.edition.whole
    if place not in scores.subjects or (whole and place == whole.place):
        others = [one for one in scores.subjects if not (whole and one == whole.place)]
        vi, en = nearest(place, others)
        raise InputError(
            "plan.place",
            vi=f"Không lập kế hoạch cho “{place}” được: cần một đơn vị được chấm điểm riêng; {vi}.",
            en=f"“{place}” cannot be planned for: a place with scores of its own is needed; {en}.",
        )
    return place


def put_together(question: PlanQuestion, tasks: Iterable[Mapping[str, Any]]) -> Candidates:
    """The question with these tasks in place of what stands under their codes.

    Raises:
        InputError: too many, an item or input that there is not, or tasks that contradict each other.
    """
    listed = list(tasks)
    check_items(question.run.pinned.edition, listed)
    by_code = {one.code: one.facts for one in question.candidates.all()}
    merged = by_code | {one["code"]: dict(one) for one in listed}
    return whole_question(question.limits, list(merged.values()))


def whole_question(limits: Mapping[str, Any], tasks: Sequence[Mapping[str, Any]]) -> Candidates:
    """Limits and tasks as the engine reads them.

    Raises:
        InputError: no task or too many, or something of them contradicts itself.
    """
    if not tasks:
        raise InputError(
            "plan.empty",
            vi="Chưa có nhiệm vụ nào để chọn; hãy thêm hoặc nhập danh sách nhiệm vụ trước.",
            en="There is no task to choose from; add or import some first.",
        )
    if len(tasks) > TASKS_MOST:
        raise InputError(
            "plan.many",
            vi=f"Có {len(tasks)} nhiệm vụ, nhiều hơn {TASKS_MOST}; hãy bớt những nhiệm vụ không định làm.",
            en=f"There are {len(tasks)} tasks, more than {TASKS_MOST}; leave out what is not meant to be done.",
        )
    return read_candidates({"limits": limits, "tasks": list(tasks)})


def check_items(edition: Edition, tasks: Iterable[Mapping[str, Any]]) -> None:
    """Every change is of an input of an item that wins points.

    Raises:
        InputError: it is not.
    """
    items = {one.code: one for one in edition.scored if one.max or one.bonus}
    for task in tasks:
        for change in task["changes"]:
            item = items.get(change["item"])
            if item is None:
                vi, en = nearest(change["item"], items)
                raise InputError(
                    "plan.item",
                    vi=f"Nhiệm vụ “{task['code']}”: không có chỉ số “{change['item']}”; {vi}.",
                    en=f"The task “{task['code']}”: there is no item “{change['item']}”; {en}.",
                )
            if change["role"] not in item.roles:
                vi, en = nearest(change["role"], item.roles)
                raise InputError(
                    "plan.item",
                    vi=f"Nhiệm vụ “{task['code']}”: “{item.code}” không có đầu vào “{change['role']}”; {vi}.",
                    en=f"The task “{task['code']}”: “{item.code}” has no input “{change['role']}”; {en}.",
                )


def store_task(question: PlanQuestion, facts: Mapping[str, Any], lead: Any, *, seen: int | None) -> CandidateTask:
    """The task added, or changed if ``seen`` is its version; call it with the question locked.

    Raises:
        ChangedMeanwhileError: the task is there but ``seen`` is another version, or it is gone.
    """
    known = question.candidates.filter(code=facts["code"]).first()
    if (known.version if known else None) != seen:
        raise ChangedMeanwhileError(f"Nhiệm vụ “{facts['code']}”" if known or seen else facts["code"])
    task = known or CandidateTask(question=question)
    for key, value in facts.items():
        setattr(task, key, value)
    task.lead = lead
    task.version = (seen or 0) + 1
    task.save()
    return task
