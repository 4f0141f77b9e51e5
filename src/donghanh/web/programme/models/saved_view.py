"""A filter somebody keeps under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """The query of a list page, kept by one person; shared ones are offered to everybody in the same organisation."""

    class Page(models.TextChoices):
        """Which list it belongs to."""

        TASKS = "tasks", _("tasks")
        REQUESTS = "requests", _("requests")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=10, choices=Page)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000)
    """Encoded as in the address, without the page number."""
    is_shared = models.BooleanField(_("for everybody in my organisation"), default=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        constraints = [models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name
