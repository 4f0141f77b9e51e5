"""Which office fills in an item of a subject's file, by when, and with whom."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.models.round import Round


class Assignment(models.Model):
    """One item of one subject, given to an office by the lead. A reassignment changes the row; the log keeps both."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="assignments")
    subject = models.CharField(_("subject"), max_length=60)
    item_code = models.CharField(_("item"), max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("office"))
    due_on = models.DateField(_("due on"), null=True)
    """Within the round's self-scoring; empty: its last day."""
    coordinators = models.CharField(_("co-ordinating offices"), max_length=300, blank=True)
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("assigned by"))
    assigned_at = models.DateTimeField(_("assigned at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("assignment")
        constraints = [models.UniqueConstraint(fields=["round", "subject", "item_code"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.item_code}: {self.organisation}"

    def due(self, round: Round) -> date:
        """The day it must be filled in by: never after self-scoring, which may have been shortened since."""
        return min(self.due_on or round.self_scoring_until, round.self_scoring_until)
