"""One reading of a dataset by an organisation that does not own it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """Who read what, how much and how. Never changed, never deleted: triggers in the database refuse both.

    Names are copies, as in the log: the record outlives accounts and organisations.
    """

    class How(models.TextChoices):
        """The way the rows left."""

        PREVIEW = "preview", _("seen on a page")
        DOWNLOAD = "download", _("downloaded")
        QUERY = "query", _("asked in SQL")
        API = "api", _("taken by a program")

    at = models.DateTimeField(_("when"))
    username = models.CharField(max_length=150)
    person = models.CharField(_("person"), max_length=300)
    organisation_code = models.CharField(max_length=40)
    organisation_name = models.CharField(_("organisation"), max_length=200)
    dataset_code = models.CharField(_("dataset"), max_length=120)
    version = models.PositiveBigIntegerField(_("version"), null=True)
    how = models.CharField(_("how"), max_length=10, choices=How)
    rows = models.PositiveBigIntegerField(_("rows"))
    columns = models.JSONField(_("columns"))
    purpose = models.TextField(_("purpose"), blank=True)
    """The purpose of the grant it rests on; empty where the dataset's level opens it."""
    grant = models.PositiveBigIntegerField(null=True)
    """Number of that grant; a copy, as the names are."""

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("reading")
        indexes = [models.Index(fields=["dataset_code", "-id"], name="reading_of_dataset")]

    def __str__(self) -> str:
        return f"{self.dataset_code} ← {self.person}"
