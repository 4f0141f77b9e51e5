"""An office or a company."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A department, a commune, a committee or a partner company."""

    class Kind(models.TextChoices):
        """What sort of organisation it is; decides on which side of an agreement it stands."""

        PROVINCE = "province", _("provincial authority")
        STANDING_OFFICE = "standing_office", _("standing office")
        DEPARTMENT = "department", _("department")
        COMMUNE = "commune", _("commune")
        PARTNER = "partner", _("partner")

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    place_code = models.CharField(_("place"), max_length=20, blank=True)
    """Code in packs/places; empty for partners."""
    vocabulary_id = models.CharField(max_length=40, blank=True)
    """The id the reader uses for a partner (FPT, VIETTEL …)."""
    is_simulated = models.BooleanField(default=False)
    """Belongs to the invented province; pages say so."""

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.short_name
