"""What an organisation must do for a commitment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.text import fold
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models.commitment import Commitment


class Task(models.Model):
    """A piece of work with one lead, a due date and a product."""

    class State(models.TextChoices):
        """Changed by actions only."""

        NOT_STARTED = "not_started", _("not started")
        IN_PROGRESS = "in_progress", _("in progress")
        CLAIMED = "claimed", _("claimed, not yet verified")
        VERIFIED = "verified", _("verified")
        DROPPED = "dropped", _("dropped")

    OPEN = (State.NOT_STARTED, State.IN_PROGRESS)
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
    indicator_code = models.CharField(_("indicator it moves"), max_length=80, blank=True)
    search_text = models.TextField(editable=False)
    """Code, title, product and lead without diacritics; what the search looks in."""

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("task")
        indexes = [models.Index(fields=["state", "due_on"], name="task_state_due")]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "code"], name="task_code_once"),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("starts_on")), name="task_due_after_start"),
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
