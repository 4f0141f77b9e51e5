"""A cooperation agreement and its parties."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models.document import Document
from donghanh.web.programme.models.folded import FoldedText


class Agreement(models.Model):
    """What a province and its partners put their names to."""

    class Instrument(models.TextChoices):
        """The form of the paper; the reader's codes."""

        STRATEGIC_AGREEMENT = "strategic_agreement", _("strategic cooperation agreement")
        AGREEMENT = "agreement", _("cooperation agreement")
        MOU = "mou", _("memorandum of understanding")
        COOPERATION_MINUTES = "cooperation_minutes", _("cooperation minutes")
        COORDINATION_PROGRAMME = "coordination_programme", _("coordination programme")
        COORDINATION_REGULATION = "coordination_regulation", _("coordination regulation")
        COOPERATION_PLAN = "cooperation_plan", _("cooperation plan")
        UNSPECIFIED = "unspecified", _("not stated")

    class State(models.TextChoices):
        """Where the agreement stands, as confirmed by the standing office; in the order they follow each other."""

        DRAFT = "draft", _("being drafted")
        NEGOTIATING = "negotiating", _("being negotiated")
        SIGNED = "signed", _("signed, not yet in force")
        IN_FORCE = "in_force", _("in force")
        CLOSING = "closing", _("being closed")
        CLOSED = "closed", _("closed")

    BEFORE_SIGNING = (State.DRAFT, State.NEGOTIATING)
    """States in which the wording can still be mended; the quality check is for these."""
    RUNNING = (State.SIGNED, State.IN_FORCE, State.CLOSING)
    """States in which work is done for it."""
    STEPS = {
        State.DRAFT: (State.NEGOTIATING, State.CLOSED),
        State.NEGOTIATING: (State.DRAFT, State.SIGNED, State.CLOSED),
        State.SIGNED: (State.IN_FORCE,),
        State.IN_FORCE: (State.CLOSING,),
        State.CLOSING: (State.IN_FORCE, State.CLOSED),
        State.CLOSED: (State.CLOSING,),
    }
    """Where it may go from each state; a draft that came to nothing is closed, one closed too early is opened again."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=500)
    instrument = models.CharField(_("instrument"), max_length=30, choices=Instrument, default=Instrument.UNSPECIFIED)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.IN_FORCE)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    """None where the source does not say the full date."""
    start_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    vision_year = models.PositiveSmallIntegerField(_("vision to"), null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="agreements")
    source_url = models.URLField(_("source address"), max_length=500, blank=True)
    source_title = models.CharField(_("source"), max_length=500, blank=True)
    province = models.ForeignKey(
        Organisation, models.PROTECT, related_name="agreements_as_province", verbose_name=_("province's side")
    )
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("continues")
    )
    """The agreement this one takes over from."""
    spans = models.JSONField(default=dict, blank=True)
    """Where each fact stands in the document's text: {"period": [[start, end], …], …}."""
    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Goes up with every change of facts and contents; an editor says which version was read."""
    search_text = FoldedText(of=("code", "title", "source_title"))

    class Meta:
        ordering = ["-signed_on", "title"]
        verbose_name = _("agreement")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_year__gte=models.F("start_year")), name="agreement_ends_after_its_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The agreement's page."""
        return reverse("programme:agreement", args=[self.code])

    @property
    def is_unsigned(self) -> bool:
        """Its wording can still be mended."""
        return self.state in self.BEFORE_SIGNING

    @property
    def period(self) -> str:
        """ "2021-2025", "from 2021" as "2021-", or empty where unknown."""
        if self.start_year is None and self.end_year is None:
            return ""
        return f"{self.start_year or ''}-{self.end_year or ''}"


class Party(models.Model):
    """An organisation that stands on one side of an agreement, besides the province itself."""

    class Side(models.TextChoices):
        """Whose side."""

        PROVINCE = "province", _("province's side")
        PARTNER = "partner", _("partner's side")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parties")
    side = models.CharField(_("side"), max_length=10, choices=Side, default=Side.PARTNER)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("party")
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once")]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_side_display()})"
