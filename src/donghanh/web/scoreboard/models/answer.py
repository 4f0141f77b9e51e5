"""What a subject states for one item of a round, and the papers that prove it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Evidence, Paper
from donghanh.web.scoreboard.models.round import Round


class Answer(models.Model):
    """The values of one item for one subject as they stand now.

    Every value ever stated is in the audit log: each saving writes what stood before and after, with its version.
    """

    class State(models.TextChoices):
        """Changed by actions only."""

        DRAFT = "draft", _("draft, not submitted")
        SUBMITTED = "submitted", _("waits for appraisal")
        RETURNED = "returned", _("explanation wanted")
        EXPLAINED = "explained", _("explained, waits for appraisal")
        RECOGNISED = "recognised", _("recognised")
        ADJUSTED = "adjusted", _("adjusted")

    WAITING = (State.SUBMITTED, State.EXPLAINED)
    """A second organisation must judge it."""
    IN_DISPUTE = (State.RETURNED, State.EXPLAINED)
    JUDGED = (State.RECOGNISED, State.ADJUSTED)

    round = models.ForeignKey(Round, models.PROTECT, related_name="answers")
    subject = models.CharField(_("subject"), max_length=60)
    item_code = models.CharField(_("item"), max_length=80)
    inputs = models.JSONField(_("inputs"), default=dict)
    """Raw inputs by role, as typed; a role not known yet is left out. Empty for a measured item with a remark."""
    note = models.TextField(_("note"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    """Counts the savings; a form that began from an older version is refused."""
    stated_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("stated by"))
    stated_at = models.DateTimeField(_("stated at"))
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer")
        constraints = [models.UniqueConstraint(fields=["round", "subject", "item_code"], name="answer_once")]
        indexes = [models.Index(fields=["round", "state"], name="answer_round_state")]

    def __str__(self) -> str:
        return f"{self.subject} {self.item_code}"

    def get_absolute_url(self) -> str:
        """The item's page for this subject."""
        return reverse("scoreboard:round-item", args=[self.round_id, self.subject, self.item_code])


def stored_name(paper: AnswerEvidence, name: str) -> str:
    """Where the file lies: a name of our own, so that nothing a person typed becomes a path."""
    return f"round-evidence/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class AnswerEvidence(Paper):
    """A paper cited for an answer, with its own file or that of a paper the platform holds already."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="papers")
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    """The paper of a task it was chosen from; its file serves here too."""
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    """Set when it is no longer cited; the row and its file stay."""

    class Meta:
        ordering = ["pk"]
        verbose_name = _("paper of an answer")
        verbose_name_plural = _("papers of an answer")

    @property
    def stored_file(self) -> tuple[FieldFile, str]:
        """Its own file, else that of the paper it was chosen from; empty where neither has one. And what to call it."""
        if self.file or self.evidence is None:
            return self.file, self.file_name
        return self.evidence.file, self.evidence.file_name

    @property
    def citation(self) -> str:
        """As officials cite it: number, date, issuer, and the section where one is named."""
        return f"{self} – {self.section}" if self.section else str(self)
