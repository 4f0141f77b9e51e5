"""Taking a pilot to other places: how ready each is, in which wave it comes, and the task it was given."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User
from donghanh.web.pilots.models.pilot import Pilot
from donghanh.web.programme.models import Task


class Replication(models.Model):
    """The plan by which a pilot reaches the other places of the province."""

    pilot = models.OneToOneField(Pilot, models.PROTECT, related_name="replication", verbose_name=_("pilot"))
    items = models.JSONField()
    """What makes a place ready: a list of ``{"indicator", "better" (high, low), "weight", "snapshot", "period"}``."""
    waves = models.JSONField()
    """How many places each wave was to hold."""
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("planned by"))
    made_at = models.DateTimeField(_("planned at"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("replication plan")

    def __str__(self) -> str:
        return str(self.pilot)

    def get_absolute_url(self) -> str:
        """The page of the ranking and the roll-out."""
        return reverse("pilots:pilot-replicate", args=[self.pilot_id])


class RollOut(models.Model):
    """A place that shall take the pilot over."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="places")
    place_code = models.CharField(_("place"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    rank = models.PositiveSmallIntegerField(_("rank"))
    score = models.FloatField(_("readiness, points of 100"))
    parts = models.JSONField()
    """By item: ``{"indicator", "value", "adds", "lacks", "figure"}``; value and figure are None where not known."""
    wave = models.PositiveSmallIntegerField(_("wave"), null=True)
    """None: later, in no wave yet."""
    moved_why = models.CharField(_("why it was moved"), max_length=300, blank=True)
    """Filled where a person put the place into another wave than its rank gave it."""
    task = models.OneToOneField(
        Task, models.PROTECT, null=True, related_name="roll_out", verbose_name=_("task of the roll-out")
    )

    class Meta:
        ordering = ["replication", "rank", "name", "pk"]
        verbose_name = _("place of a roll-out")
        constraints = [models.UniqueConstraint(fields=["replication", "place_code"], name="roll_out_place_once")]

    def __str__(self) -> str:
        return f"{self.rank}. {self.name}"
