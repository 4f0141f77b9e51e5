"""A target: what an indicator shall reach at a place by the end of a period, and the paper that says so."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User


class Target(models.Model):
    """One target as one paper set it. Never changed: a newer one for the same place and period takes its place."""

    indicator_code = models.CharField(_("indicator"), max_length=120)
    place_code = models.CharField(_("place"), max_length=20)
    period = models.CharField(_("period"), max_length=10)
    value = models.DecimalField(_("target"), max_digits=24, decimal_places=6)
    source = models.CharField(_("paper that sets it"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    set_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_why = models.CharField(_("why it was withdrawn"), max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["indicator_code", "place_code", "period"], name="target_of")]
        verbose_name = _("target")

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.place_code} {self.period}"

    def get_absolute_url(self) -> str:
        """The indicator it belongs to."""
        return reverse("scoreboard:indicator", args=[self.indicator_code]) + "#targets"
