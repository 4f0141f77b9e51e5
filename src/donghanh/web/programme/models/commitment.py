"""One thing that one side of an agreement promised."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models.agreement import Agreement
from donghanh.web.programme.models.content import AgreementPaper, Content
from donghanh.web.programme.models.folded import FoldedText


class Commitment(models.Model):
    """A promise, in the words of the document. Claimed and verified are computed (``querysets.with_progress``)."""

    class Status(models.TextChoices):
        """How firm it is; the reader's codes."""

        AGREED = "agreed", _("agreed")
        PROPOSED = "proposed", _("proposed")
        REQUESTED = "requested", _("requested")
        DONE = "done", _("reported as done")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("commitment"))
    promisor = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="promises", verbose_name=_("promised by")
    )
    """None: both sides together."""
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.AGREED)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    areas = models.JSONField(default=list, blank=True)
    """Codes of fields of cooperation (``packs/vocabulary/areas.yaml``)."""
    content = models.ForeignKey(
        Content, models.SET_NULL, null=True, blank=True, related_name="commitments", verbose_name=_("content")
    )
    """The numbered part of the document it stands in."""
    province_owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_for_province",
        verbose_name=_("owner on the province's side"),
    )
    partner_owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_for_partner",
        verbose_name=_("owner on the partner's side"),
    )
    product = models.CharField(_("product"), max_length=300, blank=True)
    target = models.CharField(_("measurable target"), max_length=300, blank=True)
    """In words with its figure: "60/60 communes", "95 % on time"."""
    due_on = models.DateField(_("due on"), null=True, blank=True)
    data_source = models.CharField(_("data source"), max_length=300, blank=True)
    """Where the target's figure comes from: a dataset, an indicator or a register, in words."""
    indicator_code = models.CharField(_("indicator it moves"), max_length=80, blank=True)
    withdrawn_by = models.ForeignKey(
        AgreementPaper, models.PROTECT, null=True, blank=True, related_name="withdrawn", verbose_name=_("struck out by")
    )
    """The amendment that struck it out; None while it stands."""
    added_by = models.ForeignKey(
        AgreementPaper, models.PROTECT, null=True, blank=True, related_name="added", verbose_name=_("added by")
    )
    """The annex or amendment that brought it; None where the agreement itself holds it."""
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to", verbose_name=_("carried over from")
    )
    """The open commitment of the earlier agreement that this one continues."""
    version = models.PositiveIntegerField(default=1, editable=False)
    """Goes up with every change; an editor says which version was read."""
    search_text = FoldedText(of=("text", "product", "target"))

    class Meta:
        ordering = ["agreement", "number"]
        verbose_name = _("commitment")
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="commitment_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {Truncator(self.text).chars(160)}"

    def get_absolute_url(self) -> str:
        """The commitment's page."""
        return reverse("programme:commitment", args=[self.pk])


class CommitmentVersion(models.Model):
    """A commitment as it stood before an amendment changed it; the current wording is the commitment itself."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    facts = models.JSONField()
    """The fields of ``Commitment`` that an amendment may change, by name; organisations by code, days as text."""
    replaced_by = models.ForeignKey(
        AgreementPaper, models.PROTECT, related_name="replaced", verbose_name=_("amendment")
    )
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["commitment", "-number"]
        verbose_name = _("earlier version")
        constraints = [models.UniqueConstraint(fields=["commitment", "number"], name="commitment_version_once")]

    def __str__(self) -> str:
        return f"{self.commitment} ({self.number})"


class YearContent(models.Model):
    """What one year of the five-year frame holds for a commitment."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    text = models.TextField(_("content of the year"))
    target = models.CharField(_("target of the year"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["commitment", "year"]
        verbose_name = _("content of a year")
        constraints = [models.UniqueConstraint(fields=["commitment", "year"], name="commitment_year_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.text[:80]}"
