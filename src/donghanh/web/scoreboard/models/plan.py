"""Planning: the question of one place, its candidate tasks, the plans found for it, and the drafts made of a plan."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.indices.planning.tasks import Candidates, read_candidates
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.models import Commitment, Task
from donghanh.web.scoreboard.models.run import Run

_FACTS = ("code", "name", "cost", "effort", "lead_months", "earliest", "deadline", "needs", "excludes", "changes")


class PlanQuestion(models.Model):
    """Which tasks should a place start when? Asked of one run: the place as it stands there, the others as they are."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="plan_questions", verbose_name=_("index run"))
    place = models.CharField(_("place"), max_length=120)
    """The subject of the run that is planned for."""
    name = models.CharField(_("name"), max_length=160)
    limits = models.JSONField()
    """What each year can bear, as ``donghanh.indices.planning.tasks.Limits`` reads it."""
    version = models.PositiveIntegerField(default=1)
    """Of the limits: counts their changes, so that nobody overwrites what they have not seen."""
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("planning question")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The question's page."""
        return reverse("scoreboard:plan", args=[self.pk])

    def as_asked(self) -> dict[str, Any]:
        """The limits and the candidates as plain data, as a result keeps them."""
        return {"limits": self.limits, "tasks": [one.facts for one in self.candidates.order_by("code")]}


class CandidateTask(models.Model):
    """A task that may be chosen. The record of what a plan was found from is with the plan, not here."""

    question = models.ForeignKey(PlanQuestion, models.CASCADE, related_name="candidates")
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("task"), max_length=300)
    cost = models.FloatField(_("cost, million đồng"))
    effort = models.FloatField(_("effort, people-months"), default=0)
    lead_months = models.FloatField(_("months until it counts"), default=0)
    earliest = models.PositiveSmallIntegerField(_("earliest start"), null=True)
    deadline = models.PositiveSmallIntegerField(_("deadline"), null=True)
    needs = models.JSONField(default=list)
    """Codes of tasks that must count before."""
    excludes = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    """Expected changes of inputs: a list of ``{"item", "role", "low", "likely", "high"}``."""
    lead = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("lead organisation")
    )
    version = models.PositiveIntegerField(default=1)
    """Counts its changes, so that nobody overwrites what they have not seen."""

    class Meta:
        ordering = ["question", "code"]
        verbose_name = _("candidate task")
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="candidate_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def facts(self) -> dict[str, Any]:
        """What the engine is told of it."""
        return {key: getattr(self, key) for key in _FACTS}


class PlanResult(models.Model):
    """A plan that was found, with what it was found from. Never changed; solving again makes the next one."""

    question = models.ForeignKey(PlanQuestion, models.PROTECT, related_name="results")
    number = models.PositiveIntegerField(_("number"))
    asked = models.JSONField()
    """Limits and tasks as they stood."""
    leads = models.JSONField(default=dict)
    """Code of the organisation that was to lead each task, where one was named."""
    result = models.JSONField()
    """The plan as ``donghanh.indices.planning.record`` tells it."""
    gap = models.FloatField(null=True)
    """Share by which another plan may at most be better; None where nothing is known of it."""
    optimal = models.BooleanField()
    seconds = models.FloatField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("solved by"))
    created_at = models.DateTimeField(_("solved at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("plan")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="plan_number_once")]

    def __str__(self) -> str:
        return f"{self.question.name} (#{self.number})"

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("scoreboard:plan-result", args=[self.pk])

    @property
    def candidates(self) -> Candidates:
        """What was asked, as the engine reads it."""
        return read_candidates(self.asked)


class PlanDraft(models.Model):
    """A chosen task as a draft for a commitment. It is nobody's duty until it is confirmed into a task."""

    result = models.ForeignKey(PlanResult, models.PROTECT, related_name="drafts")
    code = models.CharField(_("code"), max_length=40)
    """The chosen task."""
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+", verbose_name=_("commitment"))
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="+", verbose_name=_("task"))
    """What it was confirmed into."""

    class Meta:
        ordering = ["result", "pk"]
        verbose_name = _("draft task")
        constraints = [models.UniqueConstraint(fields=["result", "code"], name="plan_draft_once")]

    def __str__(self) -> str:
        return f"{self.result} {self.code}"

    def get_absolute_url(self) -> str:
        """The page on which it is confirmed."""
        return reverse("scoreboard:plan-draft", args=[self.pk])
