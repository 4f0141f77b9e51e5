"""An index edition that this installation brought in itself: who saved its file, from what."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User


class OwnEdition(models.Model):
    """The record beside an edition's file in the packs of the installation. The file is what counts."""

    index_code = models.CharField(_("index"), max_length=60)
    edition = models.CharField(_("edition"), max_length=60)
    sha256 = models.CharField(max_length=64)
    """Of the file as it was saved last."""
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("saved by"))
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        ordering = ["index_code", "edition"]
        verbose_name = _("own edition")
        constraints = [models.UniqueConstraint(fields=["index_code", "edition"], name="own_edition_once")]

    def __str__(self) -> str:
        return f"{self.index_code} {self.edition}"

    def get_absolute_url(self) -> str:
        """The page of the edition."""
        return reverse("scoreboard:edition", args=[self.index_code, self.edition])
