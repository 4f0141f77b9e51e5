"""What an organisation reports about a task, and the papers that prove it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.models.paper import Paper
from donghanh.web.programme.models.task import Task


def stored_name(evidence: Evidence, name: str) -> str:
    """Where the file lies: a name of our own, so that nothing a person typed becomes a path."""
    return f"evidence/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class ProgressReport(models.Model):
    """One report of the task's lead; with ``is_claim`` it says that the product is delivered."""

    class State(models.TextChoices):
        """Judged for claims only; a plain report stays submitted."""

        SUBMITTED = "submitted", _("submitted")
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")

    task = models.ForeignKey(Task, models.CASCADE, related_name="reports")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    text = models.TextField(_("what was done"))
    is_claim = models.BooleanField(_("the product is delivered"), default=False)
    due_on = models.DateField(_("for the due date"), null=True, blank=True)
    """The task's due date when it was written; of a recurring task it says which time was delivered."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SUBMITTED)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("progress report")
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(is_claim=True, state="submitted"),
                name="report_one_claim_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task.code} {self.text[:80]}"


class Evidence(Paper):
    """A paper that proves what a report says, with its file where there is one."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="evidence")
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
