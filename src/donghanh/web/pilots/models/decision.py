"""What the body decided, and the paper that says so."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User
from donghanh.web.pilots.models.assessment import Assessment
from donghanh.web.pilots.models.pilot import Pilot
from donghanh.web.programme.models import Conclusion


def stored_name(decision: Decision, name: str) -> str:
    """Where the file lies: a name of our own, so that nothing a person typed becomes a path."""
    return f"pilots/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class Decision(models.Model):
    """Scale, change or stop: by the body the pilot names, in a meeting's conclusion or in a paper of its own."""

    class Choice(models.TextChoices):
        """What becomes of it."""

        SCALE = "scale", _("roll it out")
        CHANGE = "change", _("change it and try again")
        STOP = "stop", _("stop")

    pilot = models.OneToOneField(Pilot, models.PROTECT, related_name="decision", verbose_name=_("pilot"))
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="decisions", verbose_name=_("assessment it rests on")
    )
    choice = models.CharField(_("decision"), max_length=6, choices=Choice)
    reason = models.TextField(_("reason"))
    decided_on = models.DateField(_("decided on"))
    conclusion = models.ForeignKey(
        Conclusion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pilot_decisions",
        verbose_name=_("conclusion of the meeting"),
    )
    number = models.CharField(_("number of the paper"), max_length=100, blank=True)
    """Filled exactly where no conclusion is named; the body issues the paper."""
    abstract = models.CharField(_("abstract"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    """What the sender called the file; shown, never used as a path."""
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    entered_at = models.DateTimeField(_("entered at"))

    class Meta:
        ordering = ["-decided_on", "-pk"]
        verbose_name = _("decision on a pilot")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion__isnull=False, number="")
                | (models.Q(conclusion__isnull=True) & ~models.Q(number="")),
                name="pilot_decision_has_one_paper",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pilot}: {self.get_choice_display()}"
