"""More time asked for a task, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.models.body import Body
from donghanh.web.programme.models.task import Task


class Extension(models.Model):
    """The lead asks for a later due date; the standing office grants or refuses it."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("asked")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on_before = models.DateField(_("due until now"))
    due_on = models.DateField(_("asked until"))
    reason = models.TextField(_("reason"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("extension")
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=models.Q(state="asked"), name="extension_one_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.task.code}: {self.due_on:%d/%m/%Y}"


class Escalation(models.Model):
    """An overdue task put before a body; one for each body and due date."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="escalations")
    body = models.ForeignKey(Body, models.PROTECT, related_name="escalations")
    due_on = models.DateField()
    """The due date that was missed."""
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    """When the task was delivered, dropped or given a new date; None while the body should act."""

    class Meta:
        ordering = ["-raised_at", "-pk"]
        verbose_name = _("escalation")
        constraints = [models.UniqueConstraint(fields=["task", "body", "due_on"], name="escalation_once")]

    def __str__(self) -> str:
        return f"{self.task.code} → {self.body}"
