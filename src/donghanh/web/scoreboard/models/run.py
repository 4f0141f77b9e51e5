"""A pinned run of an index edition."""

from __future__ import annotations

from functools import lru_cache

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.indices.recipe import Recipe
from donghanh.web.organisations.models import User


@lru_cache(maxsize=8)
def _read(recipe: str) -> Recipe:
    """A trace asks for the same recipe once for each of its figures; a recipe's text says all there is to it."""
    return Recipe.from_json(recipe)


class Run(models.Model):
    """One scoring with everything it was made from, so that it can be shown, explained and repeated. Never changed."""

    index_code = models.CharField(_("index"), max_length=60)
    edition = models.CharField(_("edition"), max_length=60)
    period = models.CharField(_("period"), max_length=20)
    recipe = models.TextField()
    """The engine's recipe as JSON text: the edition and every input with its source figure or paper."""
    results = models.JSONField()
    """The published total, rank and band of each subject as they came out, best first."""
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("scored by"))
    created_at = models.DateTimeField(_("scored at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["index_code", "edition", "-id"], name="run_latest")]
        verbose_name = _("index run")

    def __str__(self) -> str:
        return f"{self.index_code} {self.edition} #{self.pk}"

    def get_absolute_url(self) -> str:
        """The scoreboard of this run."""
        return reverse("scoreboard:run", args=[self.pk])

    @property
    def pinned(self) -> Recipe:
        """The recipe, from which the engine gives every score of the run again."""
        return _read(self.recipe)
