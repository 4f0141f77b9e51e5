"""Somebody who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models.organisation import Organisation


class Role(models.TextChoices):
    """What a person does here; together with the organisation it decides what they may do."""

    STANDING_OFFICE = "standing_office", _("standing office officer")
    DEPARTMENT = "department", _("department officer")
    PARTNER = "partner", _("partner's officer")
    VERIFIER = "verifier", _("verifier")
    LEADER = "leader", _("leader")


class User(AbstractUser):
    """A person with one role in one organisation."""

    first_name = None
    last_name = None
    full_name = models.CharField(_("full name"), max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="people")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name to show."""
        return str(self)
