"""The log's one table."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.web.audit.wording import say


class Event(models.Model):
    """One thing somebody did. Never changed, never deleted: triggers in the database refuse both."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150, blank=True)
    """User name; empty where the system itself acted. A copy, not a link: the log outlives accounts."""
    actor_name = models.CharField(max_length=300, blank=True)
    """The person and their organisation as they were then."""
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    subject_label = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    once = models.UUIDField(null=True, unique=True)
    """The token of the form it came from: a form sent twice is refused here."""
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="event_subject")]
        verbose_name = _("event")

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject_label}"

    @property
    def said(self) -> Promise | str:
        """What was done, in words."""
        return say(self.action)
