"""A pilot: what is tried where, compared with which places, and judged by which figures."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.models import Agreement, Body, Commitment


class Pilot(models.Model):
    """Something tried in some places before it is decided for all.

    What the answer depends on (:func:`~donghanh.web.pilots.terms.terms_of`) is locked before the start: from then on
    the database refuses to change it, and ``seal`` lets anybody check that it was not.
    """

    class State(models.TextChoices):
        """Where the pilot stands, in the order in which the states follow each other; changed by actions only."""

        DRAFT = "draft", _("being prepared")
        LOCKED = "locked", _("locked, not yet begun")
        RUNNING = "running", _("running")
        ASSESSED = "assessed", _("assessed, to be decided")
        DECIDED = "decided", _("decided")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    OVER = (State.CLOSED, State.CANCELLED)
    """States in which nothing more happens."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="pilots", verbose_name=_("commitment"))
    """What it is tried for; its agreement says who sees the pilot."""
    title = models.CharField(_("title"), max_length=300)
    question = models.TextField(_("question"))
    """What the pilot is to answer, in one or two sentences."""
    lead = models.ForeignKey(
        Organisation, models.PROTECT, related_name="pilots_led", verbose_name=_("lead organisation")
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="pilots", verbose_name=_("body that decides"))
    baseline_from = models.DateField(_("baseline from"), null=True, blank=True)
    """The baseline lasts until the day before the start. None in a draft that does not say; never once it is locked."""
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Goes up with every change of what is typed; an editor says which version was read."""
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("drafted by"))
    created_at = models.DateTimeField(_("drafted at"))
    locked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("locked by"))
    locked_at = models.DateTimeField(_("locked at"), null=True)
    terms = models.TextField(editable=False, blank=True)
    """What was locked, as JSON text; empty until then."""
    seal = models.CharField(_("seal"), max_length=64, editable=False, blank=True)
    """SHA-256 of ``terms``."""
    is_late = models.BooleanField(_("locked late"), default=False, editable=False)
    """Locked on the day of the start or after it, when something of the result may have been known."""

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("pilot")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="pilot_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(baseline_from__lt=models.F("starts_on")), name="pilot_baseline_before_start"
            ),
            models.CheckConstraint(
                condition=models.Q(locked_at__isnull=True, seal="")
                | (models.Q(locked_at__isnull=False) & ~models.Q(seal="")),
                name="pilot_lock_has_a_seal",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The pilot's page."""
        return reverse("pilots:pilot", args=[self.pk])

    @property
    def agreement(self) -> Agreement:
        """The agreement it belongs to."""
        return self.commitment.agreement

    @property
    def outcome_words(self) -> list[str]:
        """The outcomes in words, as two editors compare them."""
        return [str(one) for one in self.outcomes.all()]

    @property
    def place_words(self) -> list[str]:
        """The places in words."""
        return [str(one) for one in self.places.all()]

    @property
    def cost_words(self) -> list[str]:
        """The cost lines in words."""
        return [str(one) for one in self.cost_lines.all()]


class PilotPlace(models.Model):
    """A place in which it is tried, or one it is compared with."""

    class Group(models.TextChoices):
        """On which side of the comparison."""

        TREATED = "treated", _("pilot place")
        COMPARISON = "comparison", _("comparison place")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="places")
    place_code = models.CharField(_("place"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    """As the place was called when it was chosen."""
    group = models.CharField(_("group"), max_length=10, choices=Group)
    why = models.CharField(_("why this place"), max_length=300)

    class Meta:
        ordering = ["-group", "name", "pk"]
        verbose_name = _("place of a pilot")
        constraints = [models.UniqueConstraint(fields=["pilot", "place_code"], name="pilot_place_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_group_display()}): {self.why}"


class Outcome(models.Model):
    """A figure the pilot should move, which way, and the smallest effect worth having: the criterion."""

    class Direction(models.TextChoices):
        """Which way it should move."""

        UP = "up", _("higher")
        DOWN = "down", _("lower")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="outcomes")
    indicator_code = models.CharField(_("indicator"), max_length=120)
    direction = models.CharField(_("should become"), max_length=4, choices=Direction)
    smallest = models.DecimalField(_("smallest effect that matters"), max_digits=20, decimal_places=4)
    """In the unit of the indicator; percentages in points. Not negative: the direction is apart."""
    fingerprint = models.CharField(max_length=16, editable=False)
    """Of the indicator's definition when it was locked; another one later means another figure."""

    class Meta:
        ordering = ["pilot", "pk"]
        verbose_name = _("outcome")
        constraints = [
            models.UniqueConstraint(fields=["pilot", "indicator_code"], name="pilot_outcome_once"),
            models.CheckConstraint(condition=models.Q(smallest__gte=0), name="outcome_smallest_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.get_direction_display()} ≥ {self.smallest.normalize():f}"


class CostLine(models.Model):
    """What something of the pilot costs, in one place or in all together, in đồng."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="cost_lines")
    name = models.CharField(_("what for"), max_length=200)
    place_code = models.CharField(_("place"), max_length=20, blank=True)
    """Empty: for all places together."""
    planned = models.BigIntegerField(_("planned, đồng"))
    spent = models.BigIntegerField(_("spent, đồng"), null=True, blank=True)
    """None: not reported."""

    class Meta:
        ordering = ["pilot", "pk"]
        verbose_name = _("cost")
        constraints = [
            models.CheckConstraint(condition=models.Q(planned__gte=0), name="pilot_cost_not_negative"),
            models.CheckConstraint(
                condition=models.Q(spent__isnull=True) | models.Q(spent__gte=0), name="pilot_spent_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}{f' ({self.place_code})' if self.place_code else ''}: {self.planned} / {self.spent}"
