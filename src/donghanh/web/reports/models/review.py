"""A review of an agreement, frozen."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement


class Review(models.Model):
    """One version of a review. A later version is a new row; the file and its figures stay as they were."""

    class Kind(models.TextChoices):
        """Sơ kết or tổng kết."""

        MID_TERM = "mid_term", _("mid-term review")
        FINAL = "final", _("final review")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reviews", verbose_name=_("agreement"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    version = models.PositiveIntegerField(_("version"))
    """1, 2, … within the agreement and kind."""
    number = models.CharField(_("document number"), max_length=60, blank=True)
    """Given by the office's registry when the paper is issued; empty until then."""
    as_of = models.DateField(_("as of"))
    built_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("built by"))
    built_at = models.DateTimeField(_("built at"))
    file = models.FileField(_("file"), upload_to="reviews/", max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    """The whole text as blocks; the page and the file are both made from it."""
    figures = models.JSONField()
    """The figures counted for this review, by key, with what was counted; resolved as ``review/<id>/<key>``."""

    class Meta:
        ordering = ["-built_at"]
        constraints = [models.UniqueConstraint(fields=["agreement", "kind", "version"], name="review_version")]
        verbose_name = _("review")

    def get_absolute_url(self) -> str:
        """The page with its text."""
        return reverse("reports:review", args=[self.pk])

    @property
    def file_name(self) -> str:
        """What a downloaded file is called."""
        return f"{self.kind.replace('_', '-')}-{self.agreement.code}-{self.version}.docx"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.agreement.code} #{self.version}"
