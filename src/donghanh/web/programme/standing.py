"""How a task stands on a day, and its light: computed from the record alone, never chosen by anybody.

One table of rules, read from the top: the first that holds decides. Each rule is said three times: as words, for a
row (``holds``) and for the database (``where``); ``querysets.tasks.with_standing`` adds the same to a queryset, and a
property test keeps them equal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:  # the model asks this table, so it stands above the model only in types
    from donghanh.web.programme.models import Task

WARNED_DAYS = 14
"""So many days before the due date an open task turns amber; the first reminder goes out on the same day. The
words of the rules name the number."""


class Standing(models.TextChoices):
    """The states as reviews report them: those of the record, and those that follow from dates and plan."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    RECURRING = "recurring", _("in progress, recurring")
    WAITING = "waiting", _("waiting on somebody")
    OVERDUE = "overdue", _("overdue")
    CLAIMED = "claimed", _("claimed, not yet verified")
    VERIFIED = "verified", _("verified")
    KEPT_UP = "kept_up", _("verified, being kept up")
    DROPPED = "dropped", _("dropped")


class Light(models.TextChoices):
    """The traffic light."""

    GREEN = "green", _("green")
    AMBER = "amber", _("amber")
    RED = "red", _("red")
    GREY = "grey", _("grey")


@dataclass(frozen=True)
class Rule:
    """Standing and light of the tasks for which it is the first to hold."""

    standing: Standing
    light: Light
    words: Promise
    holds: Callable[[Task, date], bool]
    where: Callable[[date], Q]


NOT_STARTED, WAITING, CLAIMED, VERIFIED, DROPPED = "not_started", "waiting", "claimed", "verified", "dropped"
"""The values of ``Task.State``."""


def _is(state: str) -> Callable[[Task, date], bool]:
    return lambda task, on: task.state == state


def _soon(on: date) -> date:
    return on + timedelta(days=WARNED_DAYS)


RULES = (
    Rule(Standing.DROPPED, Light.GREY, _("Dropped: nothing is owed."), _is(DROPPED), lambda on: Q(state=DROPPED)),
    Rule(
        Standing.KEPT_UP,
        Light.GREEN,
        _("Verified, and must be kept up."),
        lambda task, on: task.state == VERIFIED and task.is_kept_up,
        lambda on: Q(state=VERIFIED, is_kept_up=True),
    ),
    Rule(
        Standing.VERIFIED,
        Light.GREEN,
        _("Verified: a second organisation accepted the evidence."),
        _is(VERIFIED),
        lambda on: Q(state=VERIFIED),
    ),
    Rule(
        Standing.CLAIMED,
        Light.AMBER,
        _("Claimed, but the due date has passed and nobody has verified it."),
        lambda task, on: task.state == CLAIMED and task.due_on < on,
        lambda on: Q(state=CLAIMED, due_on__lt=on),
    ),
    Rule(
        Standing.CLAIMED,
        Light.GREEN,
        _("Claimed within the due date, waiting to be verified."),
        _is(CLAIMED),
        lambda on: Q(state=CLAIMED),
    ),
    Rule(
        Standing.OVERDUE,
        Light.RED,
        _("The due date has passed and the product is still owed."),
        lambda task, on: task.due_on < on,
        lambda on: Q(due_on__lt=on),
    ),
    Rule(Standing.WAITING, Light.AMBER, _("Waits on somebody else."), _is(WAITING), lambda on: Q(state=WAITING)),
    Rule(
        Standing.NOT_STARTED,
        Light.AMBER,
        _("Should have started by now, and nothing was reported."),
        lambda task, on: task.state == NOT_STARTED and task.starts_on is not None and task.starts_on < on,
        lambda on: Q(state=NOT_STARTED, starts_on__lt=on),
    ),
    Rule(
        Standing.NOT_STARTED,
        Light.AMBER,
        _("Due within 14 days, and nothing was reported."),
        lambda task, on: task.state == NOT_STARTED and task.due_on <= _soon(on),
        lambda on: Q(state=NOT_STARTED, due_on__lte=_soon(on)),
    ),
    Rule(
        Standing.NOT_STARTED,
        Light.GREY,
        _("Not started, and not due soon."),
        _is(NOT_STARTED),
        lambda on: Q(state=NOT_STARTED),
    ),
    Rule(
        Standing.RECURRING,
        Light.AMBER,
        _("Due again within 14 days."),
        lambda task, on: bool(task.recurrence) and task.due_on <= _soon(on),
        lambda on: ~Q(recurrence="") & Q(due_on__lte=_soon(on)),
    ),
    Rule(
        Standing.RECURRING,
        Light.GREEN,
        _("Recurs, and is not due again soon."),
        lambda task, on: bool(task.recurrence),
        lambda on: ~Q(recurrence=""),
    ),
    Rule(
        Standing.IN_PROGRESS,
        Light.AMBER,
        _("Due within 14 days."),
        lambda task, on: task.due_on <= _soon(on),
        lambda on: Q(due_on__lte=_soon(on)),
    ),
    Rule(
        Standing.IN_PROGRESS,
        Light.GREEN,
        _("In progress, and not due soon."),
        lambda task, on: True,
        lambda on: Q(pk__isnull=False),
    ),
)


def rule_of(task: Task, on: date) -> Rule:
    """The rule that decides how the task stands on that day; its words say why."""
    return next(rule for rule in RULES if rule.holds(task, on))


def standing(task: Task, on: date) -> Standing:
    """How the task stands on that day."""
    return rule_of(task, on).standing


def light(task: Task, on: date) -> Light:
    """The task's light on that day."""
    return rule_of(task, on).light
