"""One thing that one side of an agreement promised."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models.agreement import Agreement


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

    class Meta:
        ordering = ["agreement", "number"]
        verbose_name = _("commitment")
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="commitment_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:120]}"

    def get_absolute_url(self) -> str:
        """The commitment's page."""
        return reverse("programme:commitment", args=[self.pk])
