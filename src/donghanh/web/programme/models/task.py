"""What an organisation must do for a commitment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.text import fold
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.models.commitment import Commitment
from donghanh.web.programme.standing import Rule, rule_of


class Task(models.Model):
    """A piece of work with one lead, a due date and a product; a project is a task with parts."""

    class State(models.TextChoices):
        """Changed by actions only. What a page shows besides (overdue, recurring, kept up) is :meth:`standing`."""

        NOT_STARTED = "not_started", _("not started")
        IN_PROGRESS = "in_progress", _("in progress")
        WAITING = "waiting", _("waiting on somebody")
        CLAIMED = "claimed", _("claimed, not yet verified")
        VERIFIED = "verified", _("verified")
        DROPPED = "dropped", _("dropped")

    class Recurrence(models.TextChoices):
        """How often the product is due again; the reader's codes."""

        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every quarter")
        HALF_YEARLY = "half_yearly", _("every half year")
        YEARLY = "yearly", _("every year")

    OPEN = (State.NOT_STARTED, State.IN_PROGRESS, State.WAITING)
    """States in which the lead still owes the product."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="tasks", verbose_name=_("commitment"))
    code = models.CharField(_("code"), max_length=20)
    """Commitment's number and its own: "3.2"; unique within the agreement because the first part is."""
    title = models.CharField(_("task"), max_length=300)
    product = models.CharField(_("product"), max_length=300)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks_led", verbose_name=_("lead"))
    co_organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="tasks_shared", verbose_name=_("working together with")
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NOT_STARTED)
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="tasks_done", verbose_name=_("officer in charge")
    )
    project = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of the project")
    )
    """The task this one is a part of; one level deep."""
    recurrence = models.CharField(_("recurs"), max_length=12, choices=Recurrence, blank=True)
    """Empty: due once. Otherwise the due date moves on by one period each time a claim is accepted."""
    recurs_until = models.DateField(_("recurs until"), null=True, blank=True)
    is_kept_up = models.BooleanField(_("must be maintained after it is done"), default=False)
    waits_for = models.CharField(_("waits for"), max_length=300, blank=True)
    """Whom and what the lead waits for, in words; filled exactly in the state waiting."""
    waits_since = models.DateField(_("waits since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Goes up with every change of the plan (not of the state); an editor says which version was read."""
    indicator_code = models.CharField(_("indicator it moves"), max_length=80, blank=True)
    search_text = models.TextField(editable=False)
    """Code, title, product and lead without diacritics; what the search looks in."""

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("task")
        indexes = [
            models.Index(fields=["state", "due_on"], name="task_state_due"),
            models.Index(fields=["due_on", "id"], name="task_due"),
            # What a commitment and an agreement count of their tasks is read from this index alone.
            models.Index(fields=["commitment", "state", "due_on"], name="task_commitment_state_due"),
            models.Index(fields=["lead", "state", "due_on"], name="task_lead_state_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "code"], name="task_code_once"),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("starts_on")), name="task_due_after_start"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", waits_since__isnull=False) | ~models.Q(state="waiting"),
                name="task_waits_since_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the search text in step with the words it is made of."""
        self.search_text = fold(f"{self.code} {self.title} {self.product} {self.lead.name} {self.lead.short_name}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The task's page."""
        return reverse("programme:task", args=[self.pk])

    def is_overdue(self, on: date) -> bool:
        """The product is still owed on that day and the due date has passed."""
        return self.state in self.OPEN and self.due_on < on

    def standing(self, on: date) -> Rule:
        """How it stands on that day, its light, and in words why."""
        return rule_of(self, on)


class Dependency(models.Model):
    """``after`` cannot begin before ``before`` is delivered, plus some days."""

    before = models.ForeignKey(Task, models.CASCADE, related_name="followers", verbose_name=_("first"))
    after = models.ForeignKey(Task, models.CASCADE, related_name="waits_on", verbose_name=_("then"))
    lag_days = models.PositiveSmallIntegerField(_("days between"), default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dependency")
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="dependency_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="dependency_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.before.code} → {self.after.code}"


class Milestone(models.Model):
    """A day within a task on which something must be there."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=300)
    due_on = models.DateField(_("due on"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        ordering = ["task", "due_on", "pk"]
        verbose_name = _("milestone")

    def __str__(self) -> str:
        return self.title


class BudgetLine(models.Model):
    """Money for a task in one year from one source, in đồng."""

    class Source(models.TextChoices):
        """Where the money comes from."""

        PROVINCE = "province", _("provincial budget")
        CENTRAL = "central", _("central budget")
        COMMUNE = "commune", _("commune budget")
        PARTNER = "partner", _("partner's money")
        LOAN_OR_AID = "loan_or_aid", _("loan or aid")
        OTHER = "other", _("other source")

    task = models.ForeignKey(Task, models.CASCADE, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source of money"), max_length=12, choices=Source)
    planned = models.BigIntegerField(_("planned, đồng"))
    spent = models.BigIntegerField(_("spent, đồng"), null=True, blank=True)
    """None: not reported."""

    class Meta:
        ordering = ["task", "year", "source"]
        verbose_name = _("budget line")
        constraints = [
            models.UniqueConstraint(fields=["task", "year", "source"], name="budget_line_once"),
            models.CheckConstraint(condition=models.Q(planned__gte=0), name="budget_not_negative"),
            models.CheckConstraint(
                condition=models.Q(spent__isnull=True) | models.Q(spent__gte=0), name="spent_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_source_display()}"
