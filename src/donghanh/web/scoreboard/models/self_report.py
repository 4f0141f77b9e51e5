"""What a subject writes in its self-scoring report beside the scores."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models.round import Round


class SelfReport(models.Model):
    """Difficulties and requests of one subject in one round, as they stand now; the log keeps every earlier text."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="self_reports")
    subject = models.CharField(_("subject"), max_length=60)
    difficulties = models.TextField(_("difficulties"), blank=True)
    requests = models.TextField(_("requests"), blank=True)
    version = models.PositiveIntegerField(default=1)
    """Counts the savings; a form that began from an older version is refused."""
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("self-scoring report")
        constraints = [models.UniqueConstraint(fields=["round", "subject"], name="self_report_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.subject}"
