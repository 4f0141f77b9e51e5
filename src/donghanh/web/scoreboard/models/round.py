"""A round: the time in which the subjects of an index state, prove and defend their values."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.indices.definition import Edition
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.models.run import Run


@lru_cache(maxsize=16)
def _read(snapshot: str) -> Edition:
    """Every page of a round asks for its edition; the text of a snapshot never changes."""
    return Edition.model_validate_json(snapshot)


class Round(models.Model):
    """One filling-in of one index edition. It keeps the edition as it was when the round was opened."""

    index_code = models.CharField(_("index"), max_length=60)
    edition = models.CharField(_("edition"), max_length=60)
    snapshot = models.TextField(editable=False)
    """The edition as JSON text, so that a later change of the pack changes no open round."""
    period = models.CharField(_("period"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds_led", verbose_name=_("lead"))
    subjects = models.JSONField(_("subjects"))
    """Codes of the places or organisations that are scored."""
    opens_on = models.DateField(_("opens on"))
    self_scoring_until = models.DateField(_("self-scoring until"))
    appraisal_until = models.DateField(_("appraisal until"))
    explanation_until = models.DateField(_("explanations until"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("opened by"))
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("closed by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    self_run = models.ForeignKey(Run, models.PROTECT, null=True, editable=False, related_name="+")
    """The scores by what the subjects stated; made when the round is closed."""
    final_run = models.ForeignKey(Run, models.PROTECT, null=True, editable=False, related_name="+")
    """The scores by what a second organisation recognised; made when the round is closed."""

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("scoring round")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_on__lte=models.F("self_scoring_until"))
                & models.Q(self_scoring_until__lte=models.F("appraisal_until"))
                & models.Q(appraisal_until__lte=models.F("explanation_until")),
                name="round_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["index_code", "edition", "period", "lead"],
                condition=models.Q(closed_at=None),
                name="round_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The round's page."""
        return reverse("scoreboard:round", args=[self.pk])

    @property
    def definition(self) -> Edition:
        """The edition that this round fills in."""
        return _read(self.snapshot)

    @property
    def is_open(self) -> bool:
        """Not closed yet; what may be done now is for the dates to say."""
        return self.closed_at is None

    def next_deadline(self, on: date) -> tuple[str, date]:
        """The first of its dates that is not past on that day, with the name of its field; else the last one."""
        names = ("opens_on", "self_scoring_until", "appraisal_until", "explanation_until")
        first = 1 if self.opens_on <= on else 0
        name = next((one for one in names[first:] if on <= getattr(self, one)), names[-1])
        return name, getattr(self, name)
