"""A paper as officials cite it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Paper(models.Model):
    """Number, date, issuer, abstract, section; what cites it adds the file where there is one."""

    number = models.CharField(_("number"), max_length=100)
    issued_on = models.DateField(_("date of issue"))
    issuer = models.CharField(_("issued by"), max_length=200)
    abstract = models.CharField(_("abstract"), max_length=500)
    section = models.CharField(_("section or page"), max_length=100, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    """What the sender called the file; shown, never used as a path."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number} ({self.issuer}, {self.issued_on:%d/%m/%Y})"
