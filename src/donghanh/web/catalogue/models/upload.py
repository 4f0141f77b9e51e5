"""A file that somebody sent into a dataset through the application."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User


class Upload(models.Model):
    """Who sent which file. The lake keeps rows, counts and faults under ``load_id``; the person is kept here."""

    dataset_code = models.CharField(_("dataset"), max_length=120)
    file_name = models.CharField(_("file"), max_length=255)
    """What the sender called the file; shown, never used as a path."""
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    load_id = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("upload")

    def __str__(self) -> str:
        return f"{self.dataset_code} ← {self.file_name}"
