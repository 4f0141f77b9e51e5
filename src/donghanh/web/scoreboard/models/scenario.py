"""A named what-if: some inputs of one place changed, kept so that it can be looked at again and compared."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.indices.inputs import Entry
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models.run import Run


class Scenario(models.Model):
    """One version of a scenario. Saving the same name again makes the next version; none is ever changed."""

    class Peers(models.TextChoices):
        FIXED = "fixed", _("the others keep their figures")
        TREND = "trend", _("the others move on as they did since the period before")

    run = models.ForeignKey(Run, models.PROTECT, related_name="scenarios", verbose_name=_("index run"))
    place = models.CharField(_("place"), max_length=120)
    """The subject of the run whose inputs are changed."""
    name = models.CharField(_("name"), max_length=120)
    version = models.PositiveIntegerField()
    note = models.TextField(_("note"), blank=True)
    changes = models.JSONField()
    """The inputs as typed: a list of ``{"item", "role", "raw"}``."""
    peers = models.CharField(_("other places"), max_length=10, choices=Peers, default=Peers.FIXED)
    earlier = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    """The run whose period the trend counts from, where the run itself holds no earlier period."""
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("saved by"))
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)
    removed_at = models.DateTimeField(null=True, editable=False)
    """Since when it is no longer listed; the record stays."""

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("scenario")
        constraints = [
            models.UniqueConstraint(fields=["run", "place", "name", "version"], name="scenario_version_once")
        ]

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name} (v{self.version})"

    def get_absolute_url(self) -> str:
        """The what-if page with the inputs of this scenario filled in."""
        return f"{reverse('scoreboard:run-what-if', args=[self.run_id])}?kich-ban={self.pk}"

    @property
    def entries(self) -> list[Entry]:
        """The changed inputs as the engine takes them."""
        return [Entry(self.place, one["item"], one["raw"], one["role"]) for one in self.changes]
