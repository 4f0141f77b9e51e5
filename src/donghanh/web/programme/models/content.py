"""The parts of an agreement's paper, and the papers that came with it or changed it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.models.agreement import Agreement
from donghanh.web.programme.models.document import Document
from donghanh.web.programme.models.paper import Paper


def stored_name(paper: AgreementPaper, name: str) -> str:
    """Where the file lies: a name of our own, so that nothing a person typed becomes a path."""
    return f"agreements/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class Content(models.Model):
    """A numbered part of the document ("Điều 2", "2.1"), in the document's order."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="contents")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("number"), max_length=30)
    title = models.CharField(_("heading"), max_length=500)

    class Meta:
        ordering = ["agreement", "position"]
        verbose_name = _("content")
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="content_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class AgreementPaper(Paper):
    """An annex, an amendment, or a further source that tells of the agreement."""

    class Kind(models.TextChoices):
        """What the paper is to the agreement."""

        ANNEX = "annex", _("annex")
        AMENDMENT = "amendment", _("amendment")
        SOURCE = "source", _("further source")

    CHANGING = (Kind.ANNEX, Kind.AMENDMENT)
    """What may change commitments: an annex adds and fills in, an amendment changes and strikes out too."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="papers")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    effective_on = models.DateField(_("in effect from"))
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("document")
    )
    """The document taken in, where the paper came through the reader."""
    changes = models.JSONField(default=dict, blank=True)
    """What an amendment changed in the agreement itself: {"end_year": [2025, 2030]}, before and after."""

    class Meta:
        ordering = ["agreement", "effective_on", "pk"]
        verbose_name = _("annex or amendment")

    def get_absolute_url(self) -> str:
        """The paper's page: what it changed."""
        return reverse("programme:paper", args=[self.pk])
