"""A document as it was received and read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def stored_name(document: Document, name: str) -> str:
    """Where the file lies: by its content, so that nothing a person typed becomes a path."""
    return f"documents/{document.sha256}.{name.rpartition('.')[2].lower()}"


class Document(models.Model):
    """A file or pasted text, what the reader found in it, and what a person decided."""

    class State(models.TextChoices):
        """What became of it."""

        DRAFT = "draft", _("to be confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        SET_ASIDE = "set_aside", _("set aside")

    title = models.CharField(_("title"), max_length=500)
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)
    """Empty where the text was pasted."""
    file_name = models.CharField(max_length=255, blank=True)
    """What the sender called the file; shown, never used as a path."""
    media = models.CharField(max_length=100)
    """The form it was read as: text, html, docx, pdf."""
    text = models.TextField()
    """As read; every span of the draft and of the confirmed records points into it."""
    sha256 = models.CharField(max_length=64, unique=True)
    """Of the bytes received: the same document twice is noticed here."""
    published_on = models.DateField(_("published on"), null=True, blank=True)
    source_url = models.URLField(_("source address"), max_length=500, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    draft = models.JSONField(default=dict)
    """What ``donghanh read --json`` prints for it."""
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    reason = models.TextField(_("reason"), blank=True)
    """Why it was set aside."""

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("document")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page where the draft is checked."""
        return reverse("programme:document", args=[self.pk])
