"""What one organisation asked to see of one dataset, for what purpose, until when, and who allowed it."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation

LONGEST = timedelta(days=731)
"""A grant runs for two years at most; a renewal is a new grant."""
WHOLE = "whole"
"""The kind under which a personal column is shown as it is; the others are kinds of mask."""


class Grant(models.Model):
    """A request for access and what became of it. What was asked for never changes; only the state moves on."""

    class State(models.TextChoices):
        """Stored states; whether an approved grant has expired is computed from its dates."""

        REQUESTED = "requested", _("waiting for an answer")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REVOKED = "revoked", _("revoked")

    dataset_code = models.CharField(_("dataset"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="grants", verbose_name=_("organisation")
    )
    columns = models.JSONField(_("columns"), default=list)
    """Names of public columns; empty means all of them, also those added later."""
    personal = models.JSONField(_("personal columns"), default=dict)
    """Name → how it is shown: ``whole`` or a kind of mask. Never all: each is named."""
    row_column = models.CharField(max_length=80, blank=True)
    row_values = models.JSONField(default=list)
    """The rows in words: this column holds one of these values; empty where the rows were written in SQL."""
    row_condition = models.TextField(_("rows"), blank=True)
    """The rows as SQL; empty means every row."""
    purpose = models.TextField(_("purpose"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    """The last day on which it holds."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REQUESTED)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    """Why it was approved or declined."""
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)
    """Why it was revoked or withdrawn."""

    class Meta:
        ordering = ["-requested_at", "-pk"]
        verbose_name = _("grant")
        indexes = [models.Index(fields=["organisation", "dataset_code", "state"], name="grant_of_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="grant_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dataset_code} → {self.organisation}"

    def get_absolute_url(self) -> str:
        """The page of the request and what became of it."""
        return reverse("catalogue:grant", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Nobody has answered yet."""
        return self.state == self.State.REQUESTED

    @property
    def is_in_force(self) -> bool:
        """Approved, begun and not yet over, today."""
        return self.state == self.State.APPROVED and self.starts_on <= timezone.localdate() <= self.ends_on

    @property
    def has_expired(self) -> bool:
        """Approved once, and its last day has passed."""
        return self.state == self.State.APPROVED and self.ends_on < timezone.localdate()

    @property
    def days_left(self) -> int:
        """Days until the last one; negative when it has passed."""
        return (self.ends_on - timezone.localdate()).days

    def overlaps(self, starts_on: date, ends_on: date) -> bool:
        """Whether its days and these have one in common."""
        return self.starts_on <= ends_on and starts_on <= self.ends_on
