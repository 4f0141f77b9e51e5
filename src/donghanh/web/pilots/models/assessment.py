"""An assessment: the effect on each outcome as it was computed once, with all that went in."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User
from donghanh.web.pilots.models.pilot import Pilot


class Assessment(models.Model):
    """One look at the effect. Never changed (the database refuses it); with newer data there is a next one."""

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="assessments", verbose_name=_("pilot"))
    number = models.PositiveIntegerField(_("number"))
    is_interim = models.BooleanField(_("interim"))
    """Made while the pilot was still running."""
    cost = models.BigIntegerField(_("cost, đồng"), null=True)
    """All cost lines together as they stood; None where there was none."""
    cost_is_spent = models.BooleanField(default=False)
    """Every line was spent; otherwise the plan stands in where nothing was reported."""
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("assessed by"))
    made_at = models.DateTimeField(_("assessed at"))

    class Meta:
        ordering = ["pilot", "-number"]
        verbose_name = _("assessment")
        constraints = [models.UniqueConstraint(fields=["pilot", "number"], name="assessment_number_once")]

    def __str__(self) -> str:
        return f"{self.pilot} (#{self.number})"

    def get_absolute_url(self) -> str:
        """The effect page that shows it."""
        return reverse("pilots:pilot-effect", args=[self.pilot_id]) + f"?lan={self.number}"


class Finding(models.Model):
    """The answer for one outcome. Never changed."""

    class Verdict(models.TextChoices):
        """The whole 95 % interval against the criterion."""

        MET = "met", _("criterion met")
        NOT_MET = "not_met", _("criterion not met")
        CANNOT_TELL = "cannot_tell", _("the data cannot tell")

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="findings")
    indicator_code = models.CharField(_("indicator"), max_length=120)
    snapshot = models.PositiveBigIntegerField(_("data version"))
    """Of the indicator's dataset in the lake."""
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict)
    inputs = models.TextField()
    """Places, periods, values and criterion as JSON text: enough to compute the result without the lake."""
    result = models.TextField()
    """The engine's answer as JSON text."""

    class Meta:
        ordering = ["assessment", "pk"]
        verbose_name = _("finding")
        constraints = [models.UniqueConstraint(fields=["assessment", "indicator_code"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.assessment} {self.indicator_code}: {self.get_verdict_display()}"

    @cached_property
    def told(self) -> dict[str, Any]:
        """The result as plain data."""
        return dict(json.loads(self.result))

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The inputs as plain data."""
        return dict(json.loads(self.inputs))
