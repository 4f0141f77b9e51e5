"""What a second organisation found of an answer, and what the subject replied."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models.answer import Answer


class Appraisal(models.Model):
    """One verdict on one version of an answer. Never changed; the newest counts."""

    class Verdict(models.TextChoices):
        """What was found."""

        RECOGNISED = "recognised", _("recognised")
        ADJUSTED = "adjusted", _("adjusted")
        RETURNED = "returned", _("returned for explanation")

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="appraisals")
    version = models.PositiveIntegerField()
    """The version of the answer that was judged."""
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    inputs = models.JSONField(_("appraised inputs"), default=dict)
    """By role: those of the answer where recognised, the appraiser's where adjusted, none where returned."""
    reason = models.TextField(_("reason"), blank=True)
    appraised_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("appraised by"))
    appraised_at = models.DateTimeField(_("appraised at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("appraisal")

    def __str__(self) -> str:
        return f"{self.answer} {self.verdict}"


class Explanation(models.Model):
    """What the subject says to a verdict it does not share, or to a question. Never changed."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="explanations")
    text = models.TextField(_("explanation"))
    explained_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("explained by"))
    explained_at = models.DateTimeField(_("explained at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("explanation")

    def __str__(self) -> str:
        return f"{self.answer}: {self.text[:80]}"
